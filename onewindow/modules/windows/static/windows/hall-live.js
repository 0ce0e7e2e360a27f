// <hall-live src="/live/hall/…" part="board">: when the hall moves, the part is fetched again from this
// page's own address. While the stream is away a sentence says so; the part is still asked for now and then.
//   wait: milliseconds over which many phones spread their asking; every: ask at least this often.

const FIRST = 1000;
const LONGEST = 15000;

class HallLive extends HTMLElement {
  connectedCallback() {
    this.pause = FIRST;
    this.off = this.querySelector("[data-off]") ?? document.querySelector(`[data-off-of="${this.name}"]`);
    if (!document.getElementById(this.name)) return;
    if (this.hasAttribute("data-words-moved")) {
      this.voice = Object.assign(document.createElement("p"), { className: "unseen" });
      this.voice.setAttribute("role", "status");
      this.append(this.voice);
    }
    this.last = new Date();
    this.listen();
    this.round = setInterval(() => this.ask(), Number(this.getAttribute("every")) || 60000);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    clearInterval(this.round);
    this.stream?.close();
  }

  // A part may say itself how long its asking may wait: a number far back in the line need not hurry.
  get wait() {
    const told = document.getElementById(this.name).querySelector("[data-wait]");
    return Number(told?.dataset.wait ?? this.getAttribute("wait")) || 0;
  }

  get name() { return this.getAttribute("part"); }

  listen() {
    this.stream = new EventSource(this.getAttribute("src"));
    this.stream.addEventListener("open", () => {
      this.pause = FIRST;
      this.streaming = true;
      if (this.missed) this.ask(); // nobody knows what moved while the stream was away
      this.missed = false;
    });
    this.stream.addEventListener("moved", () => {
      this.soon ??= setTimeout(() => this.ask(), Math.random() * this.wait);
    });
    this.stream.addEventListener("error", () => {
      this.stream.close();
      this.streaming = false;
      this.missed = true;
      this.tell();
      this.timer = setTimeout(() => this.listen(), this.pause * (0.5 + Math.random()));
      this.pause = Math.min(this.pause * 2, LONGEST);
    });
  }

  // One question at a time; what moves meanwhile is asked for after it.
  async ask() {
    clearTimeout(this.soon);
    this.soon = undefined;
    if (this.asking) return (this.again = true);
    this.asking = true;
    const answer = await fetch(location.href, { headers: { "X-Part": this.name } }).catch(() => null);
    if (answer?.ok && !answer.redirected) this.show(await answer.text());
    this.fetched = Boolean(answer?.ok);
    this.asking = false;
    this.tell();
    if (this.again) {
      this.again = false;
      this.ask();
    }
  }

  show(html) {
    const part = document.getElementById(this.name);
    this.last = new Date();
    if (html.trim() === this.shown) return;
    this.shown = html.trim();
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    if (part.contains(document.activeElement) && document.activeElement.matches("button, input, a")) return (this.shown = "");
    part.replaceChildren(...document.adoptNode(fresh).childNodes);
    const lead = part.querySelector(".lead")?.textContent ?? "";
    if (this.voice && lead !== this.lead) this.voice.textContent = lead || this.getAttribute("data-words-moved");
    this.lead = lead;
    this.dispatchEvent(new CustomEvent("hall-moved", { bubbles: true }));
  }

  tell() {
    if (!this.off) return;
    const away = !this.streaming && this.missed;
    const since = this.getAttribute("data-words-since");
    const at = this.last.toLocaleTimeString(document.documentElement.lang, { hour12: false });
    const words = away ? this.getAttribute("data-words-off") + (since ? ` ${since} ${at}` : "") : "";
    if (this.off.textContent !== words) this.off.textContent = words;
    this.off.hidden = !away;
    this.toggleAttribute("data-away", away);
  }
}

customElements.define("hall-live", HallLive);
