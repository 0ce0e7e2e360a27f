// The kiosk: keys for the booking code, printing by itself, and back to the start when nobody is there.

const me = document.querySelector("script[data-home]");
const home = me.dataset.home;
const IDLE = Number(me.dataset.seconds || 90) * 1000;
let leaving;

function rest() {
  clearTimeout(leaving);
  if (location.pathname + location.search !== home || dirty()) leaving = setTimeout(() => location.replace(home), IDLE);
}

const dirty = () => document.querySelector("input:checked") || [...document.querySelectorAll("input[name=code]")].some((one) => one.value);

for (const name of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(name, rest, { passive: true });
rest();

const stay = document.querySelector("[data-stay]");
if (stay) {
  stay.hidden = false;
  stay.addEventListener("click", () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => location.replace(home), IDLE * 3);
    stay.hidden = true;
  });
}

document.querySelectorAll("[data-pad]").forEach((pad) => {
  const field = document.getElementById(pad.dataset.pad);
  for (const key of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "⌫"]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "k-btn", textContent: key });
    if (key === "⌫") button.setAttribute("aria-label", pad.dataset.wordsBack);
    button.addEventListener("click", () => {
      field.value = key === "⌫" ? field.value.slice(0, -1) : (field.value + key).slice(0, field.maxLength);
      rest();
    });
    pad.append(button);
  }
  pad.hidden = false;
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  if ("printNow" in button.dataset) setTimeout(() => window.print(), 400);
});
