// Keeps the officer's list readable where there is no network.  Only pages below /desk/rounds/, only of today.
const TODAY = `rounds-${new Date().toISOString().slice(0, 10)}`;
const FILES = [{% for file in files %}"{{ file }}",{% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(TODAY).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("rounds-") && name !== TODAY);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

async function fresh(request) {
  const kept = await caches.open(TODAY);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await kept.put(request, answer.clone());
    return answer;
  } catch (nothing) {
    const before = await kept.match(request);
    if (before) return before;
    throw nothing;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(fresh(request));
});
