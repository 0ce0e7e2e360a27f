// Buttons that need a script: copy a link, print the page. Both stay hidden without it.

document.querySelectorAll("[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  const words = button.querySelector("span") ?? button;
  const before = words.textContent;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    words.textContent = button.dataset.wordsDone;
    setTimeout(() => (words.textContent = before), 4000);
  });
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
