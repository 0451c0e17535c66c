/** Time on screens that watch it: a second's beat, and how long something has lasted. */

import { useEffect, useState } from "preact/hooks";

/** Draws the caller again each second. */
export function useSecond() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** 4:07, or 1:02:09 */
export function lasting(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${parts.join(":")}` : parts.join(":").replace(/^0/, "");
}

const DAY = 86400000;
const FORTNIGHT = 14;

/** Ten working days from now where no holiday falls between: a first suggestion, which people change. */
export function suggestedDue(now = Date.now()) {
  const due = new Date(now + FORTNIGHT * DAY);
  const past = { 6: 2, 0: 1 }[due.getUTCDay()] || 0;
  return new Date(due.getTime() + past * DAY).toISOString().slice(0, 10);
}
