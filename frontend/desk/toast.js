/** What was just done, with the way back; it stays long enough to be read, and waits while pointed at. */

import { useEffect } from "preact/hooks";

import { sayNow } from "../parts/announcer.js";
import { Icon, html } from "../parts/html.js";
import { _ } from "../words.js";

export function Toast({ history, undone }) {
  const { toast } = history;
  useEffect(() => {
    if (toast) sayNow(toast.words);
  }, [toast]);
  if (!toast) return null;
  return html`<div class="toast" onMouseEnter=${history.holdToast} onMouseLeave=${history.letToastGo}>
    <p>${toast.words}</p>
    ${toast.undoable && html`<button class="button" type="button" onClick=${() => history.undo(undone)}><${Icon} of="undo" />${_("Hoàn tác")} (z)</button>`}
  </div>`;
}
