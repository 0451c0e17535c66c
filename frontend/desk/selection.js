/** Which question the keys speak of. Columns tell what they show, in order; the selection walks over it. */

import { useReducer, useRef } from "preact/hooks";

const COLUMNS = ["inbox", "queue", "done"];

/** @param {{has: (number: number) => boolean}} acted what is on its way out of its list and must not be chosen again */
export function useSelection(acted) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  // Not state: fast fingers press the next key before the last one has been drawn.
  const chosen = useRef(null);
  const shown = useRef({ inbox: [], queue: [], done: [] });

  const numbers = (column) => shown.current[column];
  const index = () => (chosen.current ? numbers(chosen.current.column).indexOf(chosen.current.number) : -1);
  function choose(at) {
    chosen.current = at;
    redraw();
  }
  function place(column, wanted) {
    const list = numbers(column);
    const within = Math.min(list.length - 1, Math.max(0, wanted));
    if (list.length) choose({ column, number: list[within] });
  }
  const isAt = (column, number) => chosen.current && chosen.current.number === number && chosen.current.column === column;

  return {
    get at() {
      return chosen.current;
    },
    select: (column, number) => isAt(column, number) || choose({ column, number }),
    learn: (column, list) => (shown.current[column] = list),
    step(by) {
      if (!chosen.current) place(COLUMNS.find((column) => numbers(column).length) || "inbox", 0);
      else place(chosen.current.column, index() + by);
    },
    cross(by) {
      const from = chosen.current ? COLUMNS.indexOf(chosen.current.column) : 0;
      place(COLUMNS[Math.min(2, Math.max(0, from + by))], Math.max(0, index()));
    },
    /** This question is about to leave its list: go on to the one below, or above at the end. */
    passOn(number) {
      if (!chosen.current || chosen.current.number !== number) return;
      const { column } = chosen.current;
      const list = numbers(column);
      const at = list.indexOf(number);
      const next = [...list.slice(at + 1), ...list.slice(0, at).reverse()].find((other) => !acted.has(other));
      choose(next ? { column, number: next } : null);
    },
  };
}
