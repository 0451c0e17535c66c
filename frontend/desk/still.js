/** Lists that stand still under the hand: while one is pointed at or focused, newcomers wait outside. */

import { useEffect, useRef, useState } from "preact/hooks";

/**
 * @param {number[]} numbers what the list would show now
 * @param {{has: (number: number) => boolean}} acted what this moderator has just moved: the hand expects that list to change
 */
export function useStill(numbers, acted) {
  const [held, setHeld] = useState(false);
  const frozen = useRef(numbers);
  const [, redraw] = useState(0);
  const place = useRef(null);

  const now = new Set(numbers);
  const kept = new Set(frozen.current);
  const still = held && ![...frozen.current, ...numbers].some((number) => acted.has(number));
  useEffect(() => {
    if (!still) frozen.current = numbers;
  });
  return {
    shown: still ? frozen.current : numbers,
    gone: (number) => !now.has(number),
    waiting: still ? numbers.filter((number) => !kept.has(number)).length : 0,
    renew() {
      frozen.current = numbers;
      redraw((count) => count + 1);
    },
    bind: {
      ref: place,
      onMouseEnter: () => setHeld(true),
      onMouseLeave: () => setHeld(place.current.contains(document.activeElement)),
      onFocusIn: () => setHeld(true),
      onFocusOut: (event) => setHeld(place.current.contains(event.relatedTarget) || place.current.matches(":hover")),
    },
  };
}
