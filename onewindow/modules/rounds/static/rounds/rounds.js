// The daily list without a network: what is done at a door is kept in the phone and sent when it can be.
// Each command has a number of its own, made with the page; the house does each number once.

const root = document.querySelector("[data-rounds]");
const told = root?.querySelector("[data-unsent]");

function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("rounds", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("commands", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within(mode, act) {
  const kept = await open();
  return new Promise((done, failed) => {
    const asked = act(kept.transaction("commands", mode).objectStore("commands"));
    asked.onsuccess = () => { kept.close(); done(asked.result); };
    asked.onerror = () => { kept.close(); failed(asked.error); };
  });
}

const all = () => within("readonly", (store) => store.getAll());
const keep = (command) => within("readwrite", (store) => store.put(command));
const drop = (id) => within("readwrite", (store) => store.delete(id));

async function show(sent = false) {
  const waiting = (await all()).length;
  told.hidden = !waiting && !sent;
  told.textContent = waiting ? told.dataset.words.replace("{n}", waiting) : told.dataset.wordsSent;
  told.dataset.count = waiting;
}

async function post(address, body, more = {}) {
  const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": root.dataset.token, ...more } });
  if (answer.redirected || !answer.headers.get("content-type")?.includes("json")) throw new Error("signed out");
  return { ok: answer.ok, said: await answer.json() };
}

async function withPicture(command) {
  const given = { ...command.given };
  for (const [field, blob] of Object.entries(command.pictures || {})) {
    const form = new FormData();
    form.append("picture", blob, "photo.jpg");
    const { ok, said } = await post(root.dataset.picture, form);
    if (!ok) throw new Error(said.words);
    given[field] = said.id;
  }
  return given;
}

let sending = false;

async function send() {
  if (sending) return;
  sending = true;
  let any = false;
  try {
    for (const command of await all()) {
      const given = await withPicture(command);
      await keep({ ...command, given, pictures: {} });
      const body = JSON.stringify({ commands: [{ ...command, given, pictures: undefined }] });
      const { ok, said } = await post(root.dataset.commands, body, { "Content-Type": "application/json" });
      if (!ok) break;
      await drop(command.id);
      any = true;
    }
  } catch (nothing) {
    // Still out of reach: everything stays where it is.
  } finally {
    sending = false;
    await show(any);
    if (any && !root.querySelector("[data-stop]")) location.reload();
  }
}

function commandsOf(form) {
  const found = [];
  for (const duty of form.querySelectorAll("[data-duty]")) {
    const id = duty.dataset.duty;
    const step = form.elements[`step-${id}`].value;
    if (!step) continue;
    const prefix = `${id}-${step}-`;
    const given = {}, pictures = {};
    for (const element of form.elements) {
      if (!element.name.startsWith(prefix) || element.name === `${prefix}command`) continue;
      const field = element.name.slice(prefix.length);
      if (element.type === "file") {
        const file = element.files[0] || form.elements.picture.files[0];
        if (file) pictures[field] = file;
      } else if (element.type === "checkbox" || element.type === "radio") {
        if (element.checked) given[field] = element.type === "radio" ? element.value : true;
      } else if (element.value) given[field] = element.value;
    }
    found.push({
      id: form.elements[`${prefix}command`].value, case: Number(id), step, given, pictures,
      version: Number(form.elements[`version-${id}`].value), device_at: new Date().toISOString(),
    });
  }
  return found;
}

// Every stop of the day is fetched once, so that the phone has it where there is no network.
async function carry() {
  if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  const kept = `rounds-${root.dataset.list}`;
  if (!root.dataset.list || localStorage.getItem("rounds-carried") === kept) return;
  for (const address of [location.href, ...[...root.querySelectorAll(".stop-link")].map((link) => link.href)]) await fetch(address);
  localStorage.setItem("rounds-carried", kept);
  root.dataset.carried = "yes";
}

function chosen(select) {
  const duty = select.closest("[data-duty]");
  for (const part of duty.querySelectorAll("[data-step]")) {
    const mine = part.dataset.step === select.value;
    part.hidden = !mine;
    part.open = mine;
    for (const field of part.querySelectorAll("input, select, textarea")) field.disabled = !mine;
  }
}

async function closing(event) {
  if (navigator.onLine) return; // the page is posted as any page is
  event.preventDefault();
  const commands = commandsOf(event.target);
  for (const command of commands) await keep(command);
  await show();
  told.scrollIntoView({ block: "start" });
}

if (root && "indexedDB" in window) {
  root.querySelector("[data-stop]")?.addEventListener("submit", closing);
  root.querySelector("[data-stop]")?.removeAttribute("novalidate"); // only the chosen step asks now
  for (const select of root.querySelectorAll("[data-duty] > .field > select")) {
    select.addEventListener("change", () => chosen(select));
    chosen(select);
  }
  window.addEventListener("online", send);
  show().then(send);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(root.dataset.worker).then(() => navigator.serviceWorker.ready).then(carry).catch(() => {});
  }
}
