/**
 * The desk's keys: single letters outside of fields, never with a modifier (those are the browser's), and
 * they can be switched off. Ctrl+Z is the one exception, because everybody's fingers know it.
 */

import { useLayoutEffect, useState } from "preact/hooks";

const KEPT_UNDER = "doithoai.desk.keys";

export function useKeys(acts, { paused }) {
  const [on, setOn] = useState(wereOn);
  // At once with the drawing: who sees the desk may already press.
  useLayoutEffect(() => {
    const press = (event) => {
      if (paused || inField(event.target)) return;
      const key = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" ? "ctrl+z" : event.key;
      if (key !== "ctrl+z" && (!on || event.ctrlKey || event.metaKey || event.altKey)) return;
      const act = acts[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return {
    on,
    toggle() {
      keep(!on);
      setOn(!on);
    },
  };
}

function inField(target) {
  return target instanceof Element && Boolean(target.closest("input, textarea, select, [contenteditable]"));
}

function wereOn() {
  try {
    return localStorage.getItem(KEPT_UNDER) !== "off";
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEPT_UNDER, on ? "on" : "off");
  } catch {
    // Then it holds for this visit.
  }
}
