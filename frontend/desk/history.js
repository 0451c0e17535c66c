/** Acts as they were done, so that the latest can be taken back: by the toast's button, by z, by Ctrl+Z. */

import { useRef, useState } from "preact/hooks";

const TOAST_LASTS = 12000;
const REMEMBERED = 30;

/** How long after an act the lists it touches may change under the hand that did it. */
const OWN_ACT_SHOWS_WITHIN = 3000;

export function useHistory(live) {
  const recent = useRef(new Set());
  // Not state: fast fingers act again before the last act has been drawn.
  const done = useRef([]);
  const [toast, setToast] = useState(null);
  const timer = useRef(null);

  function show(next) {
    clearTimeout(timer.current);
    setToast(next);
    timer.current = setTimeout(() => setToast(null), TOAST_LASTS);
  }

  function send(act, wishes) {
    for (const { fields } of [...act.wishes, ...act.undo]) {
      recent.current.add(fields.question);
      setTimeout(() => recent.current.delete(fields.question), OWN_ACT_SHOWS_WITHIN);
    }
    for (const one of wishes) live.send(one.do, one.fields);
  }

  return {
    /** Numbers this moderator has just moved, or whose move is still on its way. */
    acted: { has: (number) => recent.current.has(number) || isUnderWay(live, number) },
    toast,
    act(act) {
      send(act, act.wishes);
      if (act.undo.length) done.current = [...done.current, act].slice(-REMEMBERED);
      show({ words: act.words, undoable: act.undo.length > 0 });
    },
    undo(undoneWords) {
      const latest = done.current.pop();
      if (!latest) return;
      send(latest, latest.undo);
      show({ words: undoneWords(latest.words), undoable: false });
    },
    /** A toast that is pointed at waits. */
    holdToast: () => clearTimeout(timer.current),
    letToastGo: () => toast && show(toast),
  };
}

function isUnderWay(live, number) {
  return live.operations.some((operation) => operation.state !== "failed" && operation.fields.question === number);
}
