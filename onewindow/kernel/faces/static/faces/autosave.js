// A form[data-autosave] sends its draft a moment after each change and says so. What is typed stays
// in the page alone while the network is away: nothing personal is left on a shared machine.

const PAUSE = 900;
const AGAIN = [2000, 5000, 15000, 30000];

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-autosave-state]");
    this.edition = 0;
    this.kept = 0;
    this.tries = 0;
    this.timer = 0;
    this.sending = false;
    form.addEventListener("input", (event) => this.changed(event.target));
    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("submit", () => { this.leaving = true; clearTimeout(this.timer); });
    window.addEventListener("online", () => this.dirty() && this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty() && this.send());
    window.addEventListener("beforeunload", (event) => this.dirty() && !this.leaving && event.preventDefault());
  }

  dirty() { return this.edition !== this.kept; }

  changed(target) {
    if (target.type === "file" || target.type === "password") return;
    this.edition += 1;
    this.wait(PAUSE);
  }

  wait(span) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), span);
  }

  async send() {
    if (this.sending || this.leaving || this.refused) return;
    const edition = this.edition;
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    this.sending = true;
    this.say("saving");
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST", body, keepalive: true, redirect: "manual",
        headers: { "X-Autosave": "1", Accept: "application/json" },
      });
      await this.heard(answer, edition);
    } catch {
      this.retry();
    } finally {
      this.sending = false;
    }
    if (this.dirty() && !this.refused && !this.tries) this.wait(PAUSE);
  }

  async heard(answer, edition) {
    if (answer.ok) {
      const told = await answer.json().catch(() => ({}));
      this.kept = edition;
      this.tries = 0;
      if (told.version && this.form.elements.version) this.form.elements.version.value = told.version;
      this.say("saved", told.saved_at ?? new Date().toTimeString().slice(0, 5));
    } else if (answer.status >= 500 || answer.status === 429) {
      this.retry();
    } else {
      this.refused = true;
      this.say(answer.type === "opaqueredirect" || answer.status === 401 ? "signed-out" : "refused");
    }
  }

  retry() {
    this.wait(AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
    this.tries += 1;
    this.say("offline");
  }

  say(state, more = "") {
    if (!this.line) return;
    this.line.dataset.state = state === "signed-out" ? "refused" : state;
    this.line.textContent = `${this.line.getAttribute(`data-words-${state}`) ?? ""} ${more}`.trim();
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Draft(form));
document.getElementById("error-summary")?.focus();
