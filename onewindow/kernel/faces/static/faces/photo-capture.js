// <photo-capture frame="card|face|page"> around a file input: a camera with a frame where there is
// one, the file chooser everywhere; pictures are cut to the frame and made small before they leave.

const LONGEST = 1600;
const HEAVIEST = 1_000_000;

async function squeezed(canvas) {
  for (const quality of [0.88, 0.78, 0.66, 0.5]) {
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (blob.size <= HEAVIEST || quality === 0.5) return blob;
  }
}

function drawn(source, [x, y, width, height]) {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d").drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}

class PhotoCapture extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    if (!this.input) return;
    this.input.addEventListener("change", () => this.chosen());
    if (navigator.mediaDevices?.getUserMedia) this.prepend(this.opener = this.button("open", () => this.open()));
  }

  disconnectedCallback() { this.close(); }

  button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = words === "close" ? "btn" : "btn btn-main";
    button.textContent = this.getAttribute(`data-words-${words}`);
    button.addEventListener("click", act);
    return button;
  }

  async open() {
    const facingMode = this.getAttribute("frame") === "face" ? "user" : "environment";
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode, width: { ideal: 1920 } } });
    } catch {
      this.opener.hidden = true;
      this.tell(this.getAttribute("data-words-blocked"));
      return;
    }
    this.video = Object.assign(document.createElement("video"), { playsInline: true, muted: true, srcObject: this.stream });
    const view = Object.assign(document.createElement("div"), { className: "view" });
    view.append(this.video, Object.assign(document.createElement("div"), { className: "frame" }));
    this.panel = document.createElement("div");
    this.panel.className = "line";
    this.panel.append(view, this.button("shoot", () => this.shoot()), this.button("close", () => this.close()));
    this.opener.hidden = true;
    this.prepend(this.panel);
    await this.video.play();
    this.panel.querySelector("button").focus();
  }

  async shoot() {
    const { videoWidth: width, videoHeight: height } = this.video;
    const box = this.panel.querySelector(".frame").getBoundingClientRect();
    const shown = this.video.getBoundingClientRect();
    // object-fit: cover shows the middle of the picture at this scale
    const scale = Math.max(shown.width / width, shown.height / height);
    const wide = Math.min(width, (box.width / scale) * 1.06);
    const high = Math.min(height, (box.height / scale) * 1.06);
    await this.keep(drawn(this.video, [(width - wide) / 2, (height - high) / 2, wide, high]));
    this.close();
    this.input.focus();
  }

  async chosen() {
    const file = this.input.files[0];
    if (!file?.type.startsWith("image/")) return;
    const picture = await createImageBitmap(file).catch(() => null);
    if (picture) await this.keep(drawn(picture, [0, 0, picture.width, picture.height]));
  }

  async keep(canvas) {
    const blob = await squeezed(canvas);
    const held = new DataTransfer();
    held.items.add(new File([blob], `${this.input.name}.jpg`, { type: "image/jpeg" }));
    this.input.files = held.files;
    let thumbs = this.querySelector(".thumbs");
    if (!thumbs) this.prepend(thumbs = Object.assign(document.createElement("div"), { className: "thumbs" }));
    const small = drawn(canvas, [0, 0, canvas.width, canvas.height]).toDataURL("image/jpeg", 0.6);
    thumbs.replaceChildren(Object.assign(new Image(), { src: small, alt: this.getAttribute("data-words-preview") }));
  }

  tell(words) {
    const line = Object.assign(document.createElement("p"), { className: "help", textContent: words });
    line.setAttribute("role", "status");
    this.prepend(line);
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.panel?.remove();
    if (this.opener) this.opener.hidden = false;
  }
}

customElements.define("photo-capture", PhotoCapture);
