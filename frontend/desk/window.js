/**
 * A long list of which only what is in sight is drawn. Heights are measured as they come and guessed until
 * then. What the hand is on is always drawn, so that focus is never lost.
 */

import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

const GUESSED_HEIGHT = 112;
const GUESSED_SIGHT = 900;
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
 * @param {boolean} follows whether the list goes where the hand goes
 */
export function useWindow(numbers, scroller, list, selected, follows) {
  const known = useRef(new Map());
  const place = useRef(0);
  const [, redraw] = useReducer((count) => count + 1, 0);
  const whole = numbers.length <= WHOLE_UP_TO;
  const heights = numbers.map((number) => known.current.get(number) || GUESSED_HEIGHT);
  const from = place.current - BEYOND;
  const drawn = whole ? numbers.map((_, at) => ({ at })) : runs(heights, from, from + inSight(scroller.current) + 2 * BEYOND, numbers.indexOf(selected));

  /** A part of the margin may go by before anything has to be drawn. */
  function follow() {
    if (whole || !list.current) return;
    const next = upperEdge(scroller.current, list.current);
    if (Math.abs(next - place.current) < BEYOND / 2) return;
    place.current = next;
    redraw();
  }
  const latest = useRef(follow);
  latest.current = follow;

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

  // A list above this one may have grown or gone meanwhile.
  useLayoutEffect(follow);

  useLayoutEffect(() => {
    const passing = () => latest.current();
    for (const event of ["scroll", "resize"]) window.addEventListener(event, passing, { passive: true });
    return () => {
      for (const event of ["scroll", "resize"]) window.removeEventListener(event, passing);
    };
  }, []);

  useLayoutEffect(() => {
    if (selected !== null && follows) bringIntoSight(scroller.current, list.current, numbers.indexOf(selected), heights, selected);
  }, [selected]);

  return { drawn, onScroll: follow };
}

/** On a narrow screen the columns stand below each other, and it is the page that scrolls. */
const scrollsItself = (scroller) => getComputedStyle(scroller).overflowY !== "visible";

/** Where in the list sight begins. */
function upperEdge(scroller, list) {
  return scrollsItself(scroller) ? scroller.scrollTop - list.offsetTop : -list.getBoundingClientRect().top;
}

function inSight(scroller) {
  if (!scroller) return GUESSED_SIGHT;
  return scrollsItself(scroller) ? scroller.clientHeight : window.innerHeight;
}

function bringIntoSight(scroller, list, at, heights, number) {
  if (at < 0) return;
  const item = list.querySelector(`[data-number="${number}"]`);
  if (item && !scrollsItself(scroller)) return item.scrollIntoView({ block: "nearest" });
  const top = item ? item.offsetTop : list.offsetTop + heights.slice(0, at).reduce((sum, height) => sum + height, 0);
  const height = item ? item.offsetHeight : heights[at];
  if (top < scroller.scrollTop) scroller.scrollTop = top - 8;
  else if (top + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + height - scroller.clientHeight + 8;
}
