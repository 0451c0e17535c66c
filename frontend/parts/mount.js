/** Brings a screen to life: reads what the page came with, opens the live conference, draws again on change. */

import { render } from "preact";
import { io } from "socket.io-client";

import { openLive } from "../live.js";
import { speak } from "../words.js";
import { html } from "./html.js";

export function readFirst() {
  const first = JSON.parse(document.getElementById("first").textContent);
  speak(first);
  return first;
}

/** @returns the live conference; `given` adds to what every screen needs */
export function openConference(first, given) {
  return openLive({
    conference: first.conference,
    as: first.as,
    token: first.token,
    snapshot: first.snapshot,
    makeSocket: io,
    newId,
    ...given,
  });
}

/** @param {() => object} properties what the screen is given, asked for when it takes the page over */
export function mount(Screen, root, live, properties) {
  let due = false;
  let given = null;
  const draw = () => {
    due = false;
    // Until there is something to show, the server's page stays.
    if (!live.view) return;
    if (given) render(html`<${Screen} live=${live} ...${given} />`, root);
    else takeOver();
  };
  function takeOver() {
    given = properties();
    keepingCaret(() => {
      // Preact would leave what it does not recognise of the server's page.
      root.textContent = "";
      draw();
    });
  }
  live.subscribe(() => {
    if (due) return;
    due = true;
    // A background tab gets no frames, and a sleeping phone must not wake to a stale page.
    document.hidden ? setTimeout(draw, 0) : requestAnimationFrame(draw);
  });
  draw();
}

/** Somebody may be typing already: the field of the same id takes over where they were. */
function keepingCaret(replace) {
  const { id, selectionStart, selectionEnd } = document.activeElement || {};
  replace();
  const field = id && document.getElementById(id);
  if (!field || field === document.activeElement) return;
  field.focus({ preventScroll: true });
  if (typeof selectionStart === "number") field.setSelectionRange(selectionStart, selectionEnd);
}

/** The name of a wish: unguessable, so that nobody else can have used it. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
