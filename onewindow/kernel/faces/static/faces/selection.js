// Rows chosen for one step: the bar says how many, and Shift chooses a run of rows.

document.querySelectorAll("form:has(.choose)").forEach((form) => {
  const boxes = () => [...form.querySelectorAll(".choose input")];
  const bar = form.querySelector(".bulk");
  if (!bar) return;
  const count = document.createElement("output");
  count.className = "count";
  bar.prepend(count);
  let last = null;

  form.addEventListener("click", (event) => {
    const box = event.target.closest(".choose input");
    if (!box) return;
    const list = boxes();
    if (event.shiftKey && last) {
      const [from, to] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
      list.slice(from, to + 1).forEach((other) => (other.checked = box.checked));
    }
    last = box;
    count.textContent = list.filter((other) => other.checked).length;
  });
});
