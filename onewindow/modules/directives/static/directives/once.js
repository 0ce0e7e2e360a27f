// A press is meant once: the button is shut while it is worked on, and a bar says that something moves.

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => (button.disabled = true));
    const busy = (form.querySelector(".d-busy") ?? form.parentElement.querySelector(".d-busy"));
    if (busy) busy.hidden = false;
  });
}

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-once] button")) button.disabled = false;
  for (const busy of document.querySelectorAll(".d-busy")) busy.hidden = true;
});
