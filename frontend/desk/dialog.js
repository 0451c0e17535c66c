/** The frame of every dialog: only for what needs an answer first, or cannot be taken back. */

import { useLayoutEffect, useRef } from "preact/hooks";

import { Said, html } from "../parts/html.js";

export function Dialog({ label, wide, onClose, children }) {
  const dialog = useRef(null);
  // Before the next key: whoever types ahead types into the dialog.
  useLayoutEffect(() => dialog.current.showModal(), []);
  // The browser tells of a closing only later, and the next key may be faster.
  const leave = (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    onClose();
  };
  const closed = (event) => event.target.isConnected && onClose();
  return html`<dialog ref=${dialog} class=${wide ? "dialog dialog-wide" : "dialog"} aria-labelledby="dialog-head" onKeyDown=${leave} onClose=${closed}>
    <h2 id="dialog-head">${label}</h2>
    ${children}
  </dialog>`;
}

/** The questions a dialog speaks of, as they stand now. */
export function Quoted({ questions }) {
  return html`<div class="dialog-quote" tabindex="0">${questions.map((question) => html`<div key=${question.number}>${questions.length > 1 && html`<span class="face">№ ${question.number}</span> `}<${Said} text=${question.text} /></div>`)}</div>`;
}
