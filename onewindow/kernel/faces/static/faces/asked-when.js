// <asked-when data-rules='{"code": ["deciding code", ["value", …]]}'>: a question that does not apply is put away.
// Without a script every question stands there, and the server drops the answers that do not apply.

class AskedWhen extends HTMLElement {
  connectedCallback() {
    this.rules = Object.entries(JSON.parse(this.dataset.rules));
    this.addEventListener("change", () => this.follow());
    this.follow();
  }

  given(code) {
    const of = [...this.querySelectorAll(`[name="${code}"]`)];
    const chosen = of.filter((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : true));
    return chosen.map((one) => one.value);
  }

  follow() {
    for (const [code, [deciding, values]] of this.rules) {
      const field = this.querySelector(`[data-field="${code}"]`);
      const off = !this.shown(deciding) || !this.given(deciding).some((value) => values.includes(value));
      if (!field) continue;
      field.hidden = off;
      for (const control of field.querySelectorAll("input, select, textarea")) control.disabled = off;
    }
  }

  shown(code) {
    return !this.querySelector(`[data-field="${code}"]`)?.hidden;
  }
}

customElements.define("asked-when", AskedWhen);
