// <live-list src="/live/…" part="worklist">: when the stream says something moved, the part is
// fetched again from this page's own address. A list one is working in does not jump: a bar offers.

const FIRST = 1000;
const LONGEST = 60000;

class LiveList extends HTMLElement {
  connectedCallback() {
    this.pause = FIRST;
    this.voice = Object.assign(document.createElement("p"), { className: "unseen" });
    this.voice.setAttribute("role", "status");
    this.append(this.voice);
    this.listen();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.stream?.close();
  }

  listen() {
    this.stream = new EventSource(this.getAttribute("src"));
    this.stream.addEventListener("open", () => {
      this.pause = FIRST;
      if (this.missed) this.moved(); // nobody knows what moved while the stream was away
      this.missed = false;
    });
    for (const name of ["message", "moved"]) this.stream.addEventListener(name, () => this.moved());
    this.stream.addEventListener("error", () => {
      this.stream.close();
      this.missed = true;
      // Spread the returns so that a restart is not met by every desk at once.
      this.timer = setTimeout(() => this.listen(), this.pause * (0.5 + Math.random()));
      this.pause = Math.min(this.pause * 2, LONGEST);
    });
  }

  moved() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => (this.busy() ? this.offer() : this.refresh()), 400);
  }

  get part() { return document.getElementById(this.getAttribute("part")); }

  busy() {
    return this.part.contains(document.activeElement) || this.part.querySelector("input:checked, details[open]");
  }

  offer() {
    if (this.querySelector(".fresh-bar")) return;
    const bar = document.createElement("button");
    bar.type = "button";
    bar.className = "fresh-bar";
    bar.textContent = this.getAttribute("data-words-fresh");
    bar.addEventListener("click", () => this.refresh());
    this.prepend(bar);
  }

  async refresh() {
    const answer = await fetch(location.href, { headers: { "X-Part": this.getAttribute("part") } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return this.offer();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(this.getAttribute("part"));
    if (!fresh) return;
    const held = document.activeElement?.closest("[data-row]")?.dataset.row;
    const known = new Set([...this.part.querySelectorAll("[data-row]")].map((row) => row.dataset.row));
    this.part.replaceChildren(...document.adoptNode(fresh).childNodes);
    this.querySelector(".fresh-bar")?.remove();
    for (const row of this.part.querySelectorAll("[data-row]")) {
      if (!known.has(row.dataset.row)) row.dataset.fresh = "";
      if (row.dataset.row === held) row.querySelector("a.open")?.focus();
    }
    this.voice.textContent = this.getAttribute("data-words-told");
  }
}

customElements.define("live-list", LiveList);
