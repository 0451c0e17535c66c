/** So many wishes a second and no more: the server sends away whoever talks faster. */

const PER_SECOND = 30;
const BURST = 50;

/** @returns {() => Promise<void>} resolves when it is this one's turn */
export function openPace({ now = Date.now, later = (act, ms) => setTimeout(act, ms) } = {}) {
  let left = BURST;
  let seenAt = now();
  return async () => {
    left = Math.min(BURST, left + ((now() - seenAt) * PER_SECOND) / 1000);
    seenAt = now();
    left -= 1;
    if (left < 0) await new Promise((resolve) => later(resolve, (-left * 1000) / PER_SECOND));
  };
}
