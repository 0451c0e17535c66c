/** Lists that stand still under the hand: while one is pointed at or focused, newcomers wait outside. */

import { useEffect, useRef, useState } from "preact/hooks";

/**
 * @param {number[]} numbers what the list would show now
 * @param {Set<number>} acted what this moderator moved away: it leaves at once
 */
export function useStill(numbers, acted) {
  const [held, setHeld] = useState(false);
  const frozen = useRef(numbers);
  const [, redraw] = useState(0);
  const place = useRef(null);

  useEffect(() => {
    if (!held) frozen.current = numbers;
  });
  const now = new Set(numbers);
  const kept = new Set(frozen.current);
  const shown = held ? frozen.current.filter((number) => now.has(number) || !acted.has(number)) : numbers;
  return {
    shown,
    gone: (number) => !now.has(number),
    waiting: held ? numbers.filter((number) => !kept.has(number)).length : 0,
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
