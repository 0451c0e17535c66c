/**
 * A long list of which only what is in sight is drawn. Heights are measured as they come and guessed until
 * then. What the hand is on is always drawn, so that focus is never lost.
 */

import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

const GUESSED_HEIGHT = 112;
const BEYOND = 600;
/** Short lists are drawn whole: nothing to gain, and everything can be found on the page. */
export const WHOLE_UP_TO = 60;

/**
 * Which places of a list to draw, as runs: `{gap}` is empty height, `{at}` a place. Pure.
 *
 * @param {number[]} heights of every place, in order
 * @param {number} from the upper edge of what is in sight
 * @param {number} to the lower edge
 * @param {number} always a place that is drawn wherever it is, or -1
 */
export function runs(heights, from, to, always) {
  const drawn = [];
  let gap = 0;
  let top = 0;
  heights.forEach((height, at) => {
    if (at === always || (top + height > from && top < to)) {
      if (gap) drawn.push({ gap });
      gap = 0;
      drawn.push({ at });
    } else gap += height;
    top += height;
  });
  if (gap) drawn.push({ gap });
  return drawn;
}

/**
 * @param {number[]} numbers
 * @param {{current: HTMLElement}} scroller
 * @param {number|null} selected the number the hand is on
 */
export function useWindow(numbers, scroller, list, selected) {
  const known = useRef(new Map());
  const place = useRef(0);
  const [, redraw] = useReducer((count) => count + 1, 0);
  const whole = numbers.length <= WHOLE_UP_TO;
  const heights = numbers.map((number) => known.current.get(number) || GUESSED_HEIGHT);
  const top = list.current ? list.current.offsetTop : 0;
  const sight = scroller.current ? scroller.current.clientHeight : 900;
  const from = place.current - top - BEYOND;
  const drawn = whole ? numbers.map((_, at) => ({ at })) : runs(heights, from, from + sight + 2 * BEYOND, numbers.indexOf(selected));

  useLayoutEffect(() => {
    if (whole) return;
    let changed = false;
    for (const item of list.current.children) {
      const number = Number(item.dataset.number);
      if (!number) continue;
      const height = item.offsetHeight;
      if (height && known.current.get(number) !== height) {
        known.current.set(number, height);
        changed = true;
      }
    }
    if (changed) redraw();
  });

  useLayoutEffect(() => {
    if (selected !== null) bringIntoSight(scroller.current, list.current, numbers.indexOf(selected), heights, selected);
  }, [selected]);

  return {
    drawn,
    onScroll() {
      const next = scroller.current.scrollTop;
      // A part of the margin may go by before anything has to be drawn.
      if (whole || Math.abs(next - place.current) < BEYOND / 2) return;
      place.current = next;
      redraw();
    },
  };
}

function bringIntoSight(scroller, list, at, heights, number) {
  if (at < 0) return;
  const item = list.querySelector(`[data-number="${number}"]`);
  const top = item ? item.offsetTop : list.offsetTop + heights.slice(0, at).reduce((sum, height) => sum + height, 0);
  const height = item ? item.offsetHeight : heights[at];
  if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight + 8;
}
