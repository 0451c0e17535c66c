/**
 * What a screen reader hears. One status region, on the page before it is needed; news of the list comes
 * together and at most every ten seconds, the outcome of one's own act at once.
 */

const NEWS_EVERY = 10000;

let region = null;
let pending = null;
let lastNews = 0;

export function placeAnnouncer() {
  region = document.createElement("div");
  region.className = "unseen";
  region.setAttribute("role", "status");
  document.body.appendChild(region);
}

export function sayNow(text) {
  if (region) region.textContent = text;
}

export function sayNews(text) {
  clearTimeout(pending);
  const wait = Math.max(0, lastNews + NEWS_EVERY - Date.now());
  pending = setTimeout(() => {
    lastNews = Date.now();
    sayNow(text);
  }, wait);
}
