/** Where the moderator's hand is: the question the keys speak of, and those marked for one act together. */

export const COLUMNS = ["inbox", "queue", "done"];
export const MARKED_MAX = 500;

/**
 * @param {(column: string) => number[]} shown what a column shows, in order, at this very moment
 * @param {() => void} onChange
 */
export function openHand(shown, onChange) {
  let at = null;
  /** By pointer or focus: what it is on is in sight already, and must stay where it is pressed. */
  let touched = false;
  /** In the order in which they were marked. */
  let marks = new Set();

  const index = () => (at ? shown(at.column).indexOf(at.number) : -1);
  function choose(next, byTouch = false) {
    at = next;
    touched = byTouch;
    onChange();
  }
  function place(column, wanted) {
    const list = shown(column);
    const within = Math.min(list.length - 1, Math.max(0, wanted));
    if (list.length) choose({ column, number: list[within], index: within });
    return list.length > 0;
  }
  function step(by) {
    if (!at) return place(COLUMNS.find((column) => shown(column).length) || "inbox", 0);
    const here = index();
    // It has left the list meanwhile: go on from where it stood.
    return place(at.column, here >= 0 ? here + by : at.index + (by > 0 ? 0 : by));
  }
  function setMarks(next) {
    marks = new Set([...next].slice(0, MARKED_MAX));
    onChange();
  }

  return {
    get at() {
      return at;
    },
    get touched() {
      return touched;
    },
    get marks() {
      return marks;
    },
    select: (column, number) => (at && at.number === number && at.column === column) || choose({ column, number, index: shown(column).indexOf(number) }),
    touch: (column, number) => (at && at.number === number && at.column === column) || choose({ column, number, index: shown(column).indexOf(number) }, true),
    /** A key speaks of it: from here on the list follows the hand. */
    key() {
      touched = false;
    },
    drop: () => choose(null),
    step,
    cross(by) {
      const from = at ? COLUMNS.indexOf(at.column) : 0;
      for (let to = from + by; COLUMNS[to]; to += by) if (place(COLUMNS[to], Math.max(0, index()))) return;
    },
    /** Where the hand goes when these have left its list: the next below, or above at the end. */
    after(numbers) {
      if (!at) return null;
      const left = new Set(numbers);
      const { column } = at;
      const list = shown(column);
      const here = Math.max(0, list.indexOf(at.number));
      const next = [...list.slice(here), ...list.slice(0, here).reverse()].find((number) => !left.has(number));
      return next === undefined ? null : { column, number: next, index: here };
    },
    choose,
    toggleMark(number) {
      const next = new Set(marks);
      if (!next.delete(number)) next.add(number);
      setMarks(next);
    },
    /** Mark this one, go on, and mark the next. */
    stretch(by) {
      const from = at && at.number;
      if (!step(by)) return;
      setMarks(new Set([...marks, ...(from ? [from] : []), at.number]));
    },
    mark: (numbers) => setMarks(new Set([...marks, ...numbers])),
    unmark: () => setMarks([]),
  };
}
