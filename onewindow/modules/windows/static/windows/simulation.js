// A question takes seconds: say so while it is worked on, and do not let it be asked twice.

const form = document.querySelector("form[data-long]");
const busy = form.querySelector("[data-busy]");
const bar = busy.querySelector("progress");
const told = busy.querySelector("[role=status]");
const button = form.querySelector("button");
let round;

function tick(since) {
  const seconds = Math.round((Date.now() - since) / 1000);
  bar.value = Math.min(seconds, bar.max);
  if (seconds % 2 === 0) told.textContent = busy.dataset.words.replace("{n}", seconds);
}

form.addEventListener("submit", () => {
  const since = Date.now();
  busy.hidden = false;
  button.disabled = true;
  tick(since);
  round = setInterval(() => tick(since), 1000);
});

addEventListener("pageshow", () => {
  clearInterval(round);
  busy.hidden = true;
  button.disabled = false;
});
