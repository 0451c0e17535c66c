/** A− and A+: kept per device in a cookie, so that the server's page already has the right size. */

const LARGEST = 3;
const YEAR_SECONDS = 31536000;

export function placeTextSizes() {
  for (const button of document.querySelectorAll("[data-size-step]")) {
    button.addEventListener("click", () => resize(Number(button.dataset.sizeStep)));
  }
}

function resize(step) {
  const root = document.documentElement;
  const size = Math.min(LARGEST, Math.max(0, Number(root.dataset.size || 0) + step));
  if (size) root.dataset.size = String(size);
  else delete root.dataset.size;
  document.cookie = `doithoai_size=${size}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
