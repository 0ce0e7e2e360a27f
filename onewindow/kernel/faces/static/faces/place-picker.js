// <place-picker data-url="…">: the communities follow the street chosen.

class PlacePicker extends HTMLElement {
  connectedCallback() {
    const [street, community] = this.querySelectorAll("select");
    if (!this.dataset.url || !community) return;
    street.addEventListener("change", () => this.fill(street, community));
    if (street.value && community.options.length < 2) this.fill(street, community);
  }

  async fill(street, community) {
    const none = community.options[0];
    community.replaceChildren(none);
    if (!street.value) return;
    community.setAttribute("aria-busy", "true");
    const url = new URL(this.dataset.url, location.href);
    url.searchParams.set("street", street.value);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    community.removeAttribute("aria-busy");
    if (!answer?.ok) return;
    for (const { code, title } of await answer.json()) community.append(new Option(title, code));
  }
}

customElements.define("place-picker", PlacePicker);
