// <portrait-marks>: a line over the picture for each number of the form; a click sets the chosen one and goes to the next.

const SVG = "http://www.w3.org/2000/svg";
const UPRIGHT = new Set(["left", "right"]);

class PortraitMarks extends HTMLElement {
  connectedCallback() {
    this.inputs = [...this.querySelectorAll("input[type=number]")];
    this.plane = document.createElementNS(SVG, "svg");
    this.plane.setAttribute("viewBox", "0 0 1000 1000");
    this.plane.setAttribute("preserveAspectRatio", "none");
    this.plane.setAttribute("aria-hidden", "true");
    this.querySelector(".marked-picture").append(this.plane);
    for (const input of this.inputs) {
      const line = this.plane.appendChild(document.createElementNS(SVG, "line"));
      input.addEventListener("input", () => this.place(input, line));
      input.addEventListener("focus", () => this.choose(input));
      this.place(input, line);
    }
    this.plane.addEventListener("click", (event) => this.set(event));
    this.inputs[0].focus();
  }

  place(input, line) {
    const [along, across] = UPRIGHT.has(input.name) ? ["y", "x"] : ["x", "y"];
    line.setAttribute(`${along}1`, 0);
    line.setAttribute(`${along}2`, 1000);
    for (const end of [1, 2]) line.setAttribute(`${across}${end}`, input.value || 0);
  }

  choose(input) {
    this.chosen = input;
    [...this.plane.children].forEach((line, n) => line.toggleAttribute("data-on", this.inputs[n] === input));
  }

  set(event) {
    const box = this.plane.getBoundingClientRect();
    const part = UPRIGHT.has(this.chosen.name)
      ? (event.clientX - box.left) / box.width
      : (event.clientY - box.top) / box.height;
    this.chosen.value = Math.round(Math.min(1, Math.max(0, part)) * 1000);
    this.chosen.dispatchEvent(new Event("input"));
    const next = this.inputs[this.inputs.indexOf(this.chosen) + 1];
    (next ?? this.querySelector("button")).focus();
  }
}

customElements.define("portrait-marks", PortraitMarks);
