/**
 * The service worker: keeps the last good copy of a phone's page and of the files it names. Pages come from
 * the network whenever it answers; built files never change under their name. Nothing else is touched.
 */

const KEPT = "doithoai-1";
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(keptOrFetched(request));
  else if (request.mode === "navigate" && /^\/h\/[^/]+$/.test(pathname)) event.respondWith(fetchedOrKept(request, pathname));
});

async function keptOrFetched(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request);
  return kept || keep(cache, request, await fetch(request));
}

async function fetchedOrKept(request, pathname) {
  const cache = await caches.open(KEPT);
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE));
  try {
    return keep(cache, pathname, await Promise.race([fetch(request), late]));
  } catch {
    return (await cache.match(pathname)) || fetch(request);
  }
}

function keep(cache, key, response) {
  if (response.ok) cache.put(key, response.clone());
  return response;
}
