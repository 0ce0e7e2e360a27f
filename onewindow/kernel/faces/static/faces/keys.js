// One-key work on the desk: j/k between rows, x to choose, / to find, ? for the sheet, and every
// [data-key] on the page. Silent while one types, and when the reader has switched it off.

const OFF = "onewindow-keys-off";
const sheet = document.getElementById("shortcut-sheet");

const typing = (target) =>
  target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio]"));

const seen = (element) => element.getClientRects().length > 0;
const rows = () => [...document.querySelectorAll("[data-keys] [data-row]")].filter(seen);

function here(list) {
  const held = document.activeElement?.closest("[data-row]");
  const at = list.indexOf(held);
  return at >= 0 ? at : list.findIndex((row) => row.hasAttribute("data-current"));
}

function step(by) {
  const list = rows();
  if (!list.length) return;
  const at = here(list);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1);
  list[next].querySelector("a.open")?.focus({ focusVisible: true });
  list[next].scrollIntoView({ block: "nearest" });
}

function choose() {
  const list = rows();
  list[here(list)]?.querySelector(".choose input")?.click();
}

function words(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, svg, .unseen").forEach((part) => part.remove());
  return copy.textContent.trim();
}

function showSheet() {
  const list = sheet.querySelector("[data-shortcuts]");
  list.querySelectorAll("[data-of-page]").forEach((line) => line.remove());
  for (const element of [...document.querySelectorAll("[data-key]")].filter(seen)) {
    const line = document.createElement("div");
    line.dataset.ofPage = "";
    const key = document.createElement("kbd");
    key.textContent = element.dataset.key;
    const name = document.createElement("dt");
    name.append(key);
    const what = document.createElement("dd");
    what.textContent = words(element);
    line.append(name, what);
    list.append(line);
  }
  sheet.showModal();
}

const fixed = {
  j: () => step(1),
  k: () => step(-1),
  x: choose,
  "/": () => document.querySelector("[data-focus-key='/']")?.focus(),
  "?": () => sheet && showSheet(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key !== "j" && event.key !== "k") return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (localStorage.getItem(OFF) && event.key !== "?") return;
  const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (fixed[event.key]) fixed[event.key]();
  else if (own && seen(own) && !own.disabled) own.click();
  else return;
  event.preventDefault();
});

document.querySelectorAll("[data-show-shortcuts]").forEach((button) => {
  button.hidden = !sheet;
  button.addEventListener("click", showSheet);
});

const off = sheet?.querySelector("[data-keys-off]");
if (off) {
  off.checked = Boolean(localStorage.getItem(OFF));
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  });
}

// The menu closes when one turns away from it.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.me[open]").forEach((menu) => menu.contains(event.target) || (menu.open = false));
});

document.getElementById("error-summary")?.focus();
