// <signature-pad> around a hidden file input: strokes become a PNG in that input; without a script the typed name serves.

const WIDE = 900;
const HIGH = 300;

class SignaturePad extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.canvas = Object.assign(document.createElement("canvas"), { width: WIDE, height: HIGH });
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", this.dataset.words);
    const help = Object.assign(document.createElement("p"), { className: "help", textContent: this.dataset.words });
    const clear = Object.assign(document.createElement("button"), {
      type: "button", className: "btn btn-small btn-quiet", textContent: this.dataset.clear,
    });
    clear.addEventListener("click", () => this.clear());
    this.prepend(help, this.canvas, clear);
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.draw(event));
    for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, () => this.end());
    this.clear();
  }

  clear() {
    this.pen = this.canvas.getContext("2d");
    Object.assign(this.pen, { fillStyle: "#fff", strokeStyle: "#17212e", lineWidth: 5, lineCap: "round", lineJoin: "round" });
    this.pen.fillRect(0, 0, WIDE, HIGH);
    this.input.value = "";
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * WIDE, ((event.clientY - box.top) / box.height) * HIGH];
  }

  begin(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.drawing = true;
    this.pen.beginPath();
    this.pen.moveTo(...this.at(event));
  }

  draw(event) {
    if (!this.drawing) return;
    this.pen.lineTo(...this.at(event));
    this.pen.stroke();
  }

  async end() {
    if (!this.drawing) return;
    this.drawing = false;
    const blob = await new Promise((done) => this.canvas.toBlob(done, "image/png"));
    const held = new DataTransfer();
    held.items.add(new File([blob], "signature.png", { type: "image/png" }));
    this.input.files = held.files;
  }
}

customElements.define("signature-pad", SignaturePad);
