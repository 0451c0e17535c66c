/** Which question the keys speak of. Columns tell what they show, in order; the selection walks over it. */

import { useRef, useState } from "preact/hooks";

const COLUMNS = ["inbox", "queue", "done"];

export function useSelection() {
  const [at, setAt] = useState(null);
  const shown = useRef({ inbox: [], queue: [], done: [] });

  const numbers = (column) => shown.current[column];
  const place = (column, index) => {
    const list = numbers(column);
    const within = Math.min(list.length - 1, Math.max(0, index));
    if (list.length) setAt({ column, number: list[within] });
  };
  const here = () => (at ? numbers(at.column).indexOf(at.number) : -1);

  return {
    at,
    select: (column, number) => (!at || at.number !== number || at.column !== column) && setAt({ column, number }),
    learn: (column, list) => (shown.current[column] = list),
    step(by) {
      if (!at) place(COLUMNS.find((column) => numbers(column).length) || "inbox", 0);
      else place(at.column, here() + by);
    },
    cross(by) {
      const column = COLUMNS[Math.min(2, Math.max(0, COLUMNS.indexOf(at ? at.column : "inbox") + by))];
      place(column, Math.max(0, here()));
    },
    /** This question is about to leave its list: go on to the one below, or above at the end. */
    passOn(number) {
      if (!at || at.number !== number) return;
      const list = numbers(at.column);
      const index = list.indexOf(number);
      const next = list[index + 1] || list[index - 1];
      setAt(next ? { column: at.column, number: next } : null);
    },
  };
}
