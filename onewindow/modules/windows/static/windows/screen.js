// The screen's clock, and the voice: only after somebody switched it on, each call once.

const root = document.documentElement;
const board = document.getElementById("board");
const button = document.querySelector("[data-voice]");
const clock = document.querySelector("[data-clock]");
const heard = new Set([...board.querySelectorAll("[data-call]")].map((one) => one.dataset.call));
const voice = Object.assign(document.createElement("p"), { className: "unseen" });
let on = false;

voice.setAttribute("role", "status");
voice.setAttribute("aria-live", "polite");
document.body.append(voice);

function tick() {
  clock.textContent = new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
}
tick();
setInterval(tick, 1000);

function say(words) {
  if (!on || !("speechSynthesis" in window)) return;
  for (let twice = 0; twice < 2; twice += 1) {
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { lang: root.lang, rate: 0.85 }));
  }
}

document.addEventListener("hall-moved", () => {
  const calls = [...board.querySelectorAll("[data-call]")].reverse(); // the latest stands first
  const fresh = calls.filter((one) => !heard.has(one.dataset.call));
  heard.clear();
  calls.forEach((one) => heard.add(one.dataset.call));
  if (!fresh.length) return;
  voice.textContent = fresh.map((one) => one.dataset.say).join("；");
  fresh.forEach((one) => say(one.dataset.say));
});

if ("speechSynthesis" in window) {
  button.hidden = false;
  button.addEventListener("click", () => {
    on = !on;
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.wordsOn : button.dataset.wordsOff;
    if (on) speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(button.textContent), { lang: root.lang }));
    else speechSynthesis.cancel();
  });
}
