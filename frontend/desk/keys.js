/**
 * The desk's keys: single letters outside of fields, never with a modifier (those are the browser's), and
 * they can be switched off. Ctrl+Z is the one exception, because everybody's fingers know it.
 *
 * One listener for good: it always asks what stands now, so no press can fall between two drawings.
 */

import { _ } from "../words.js";

const KEPT_UNDER = "doithoai.desk.keys";

/**
 * @param {object} given
 * @param {EventTarget} given.page
 * @param {(key: string) => boolean|void} given.press false when this key means nothing here
 * @param {() => boolean} given.paused
 * @param {{getItem: Function, setItem: Function}} given.storage
 */
export function openKeys({ page, press, paused, storage }) {
  let on = wereOn(storage);

  function listen(event) {
    if (event.defaultPrevented || event.isComposing || paused() || inField(event.target)) return;
    const key = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" ? "ctrl+z" : meant(event);
    if (key !== "ctrl+z" && (!on || event.ctrlKey || event.metaKey || event.altKey)) return;
    if (press(key) !== false) event.preventDefault();
  }

  page.addEventListener("keydown", listen);
  return {
    get on() {
      return on;
    },
    toggle() {
      on = !on;
      try {
        storage.setItem(KEPT_UNDER, on ? "on" : "off");
      } catch {
        // Then it holds for this visit.
      }
    },
  };
}

/** What the finger meant: Caps Lock alone must not make a call to the floor a sealing. */
function meant(event) {
  const { key } = event;
  if (key.length > 1 || !event.getModifierState || !event.getModifierState("CapsLock")) return key;
  return event.shiftKey ? key.toUpperCase() : key.toLowerCase();
}

/** Where letters are typed or choose something. A checkbox takes no letters. */
function inField(target) {
  if (!target || !target.closest) return false;
  return Boolean(target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"));
}

function wereOn(storage) {
  try {
    return storage.getItem(KEPT_UNDER) !== "off";
  } catch {
    return true;
  }
}

/** What each key does that is no act with a question. */
export function walking(desk, { seek }) {
  const step = (by) => () => desk.hand.step(by);
  return {
    j: step(1),
    ArrowDown: step(1),
    k: step(-1),
    ArrowUp: step(-1),
    ArrowRight: () => desk.hand.cross(1),
    ArrowLeft: () => desk.hand.cross(-1),
    x: () => desk.hand.at && desk.hand.toggleMark(desk.hand.at.number),
    J: () => desk.hand.stretch(1),
    K: () => desk.hand.stretch(-1),
    A: () => desk.markAll(),
    Escape: () => desk.hand.unmark(),
    n: () => desk.renew(desk.hand.at ? desk.hand.at.column : "inbox"),
    i: () => desk.hand.at && desk.toggleOpened(desk.hand.at.number),
    z: () => desk.undo(),
    "ctrl+z": () => desk.undo(),
    "/": seek,
    "?": () => desk.open({ kind: "help" }),
  };
}

/** Made by a program for typing Vietnamese, out of keys that were meant as they are: aa is â there, and w is ư. */
const isComposed = (key) => key.length === 1 && /[đĐ\u0300-\u036f]/.test(key.normalize("NFD"));

/** @returns {(key: string) => boolean} */
export function pressing(desk, given) {
  const walks = walking(desk, given);
  return (key) => {
    if (isComposed(key)) desk.say(_("Bộ gõ tiếng Việt đang bật nên phím tắt bị đổi thành chữ khác. Hãy tắt bộ gõ rồi bấm lại."));
    else if (walks[key]) walks[key]();
    else return desk.press(key);
    return true;
  };
}
