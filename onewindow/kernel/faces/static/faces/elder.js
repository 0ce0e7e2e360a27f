// Reading aloud, and a larger letter without the elder edition. Both work on this device alone.

const SIZE = "onewindow-scale";
const root = document.documentElement;

function scale(step) {
  if (step) root.dataset.scale = step;
  else delete root.dataset.scale;
}

scale(Number(localStorage.getItem(SIZE)) || 0);

document.querySelectorAll("[data-scale-step]").forEach((button) => {
  button.hidden = root.hasAttribute("data-elder");
  button.addEventListener("click", () => {
    const next = ((Number(root.dataset.scale) || 0) + 1) % 3;
    localStorage.setItem(SIZE, next);
    scale(next);
  });
});

function spoken(place) {
  const copy = place.cloneNode(true);
  copy.querySelectorAll("svg, script, form, .unseen, [hidden], details:not([open]) > :not(summary)").forEach((part) => part.remove());
  return [...copy.querySelectorAll("h1, h2, h3, p, li, dt, dd, a.btn")]
    .filter((part) => !part.parentElement.closest("p, li, dd, a.btn"))
    .map((part) => part.textContent.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

document.querySelectorAll("[data-read-aloud]").forEach((button) => {
  if (!("speechSynthesis" in window)) return;
  const words = button.textContent;
  const rest = () => (button.textContent = words);
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return rest();
    }
    const parts = spoken(document.querySelector(button.dataset.readAloud)).map((text) =>
      Object.assign(new SpeechSynthesisUtterance(text), { lang: root.lang, rate: 0.9 }));
    if (!parts.length) return;
    parts.at(-1).addEventListener("end", rest);
    parts.forEach((part) => speechSynthesis.speak(part));
    button.textContent = button.dataset.wordsStop;
  });
});

window.addEventListener("pagehide", () => window.speechSynthesis?.cancel());
