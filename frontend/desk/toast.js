/** What was just done, with the way back; it stays long enough to be read, and waits while pointed at. */

import { useEffect, useRef } from "preact/hooks";

import { sayNow } from "../parts/announcer.js";
import { Icon, html } from "../parts/html.js";
import { _ } from "../words.js";

const LASTS = 12000;

export function toastWords({ kind, act }) {
  if (kind === "said") return act;
  return kind === "done" ? _("Đã {act}", { act }) : _("Đã hoàn tác: {act}", { act });
}

export function Toast({ desk }) {
  const { toast } = desk.history;
  const timer = useRef(null);
  const letGo = () => {
    clearTimeout(timer.current);
    if (toast) timer.current = setTimeout(() => desk.history.dropToast(toast.id), LASTS);
  };
  useEffect(() => {
    if (toast) sayNow(toastWords(toast.words));
    letGo();
    return () => clearTimeout(timer.current);
  }, [toast && toast.id]);
  if (!toast) return null;
  return html`<div class="toast" onMouseEnter=${() => clearTimeout(timer.current)} onMouseLeave=${letGo}>
    <p>${toastWords(toast.words)}</p>
    ${toast.entry && !toast.entry.undone && html`<button class="button" type="button" onClick=${() => desk.undo(toast.entry)}><${Icon} of="undo" />${_("Hoàn tác")} (z)</button>`}
  </div>`;
}
