/** All acts of this visit, the latest first, each with its own way back. */

import { html } from "../parts/html.js";
import { _, clock } from "../words.js";
import { Dialog } from "./dialog.js";
import { toastWords } from "./toast.js";

export function HistoryDialog({ desk }) {
  const entries = [...desk.history.entries].reverse();
  return html`<${Dialog} label=${_("Việc đã làm")} onClose=${desk.close}>
    ${entries.length === 0 && html`<p class="empty">${_("Chưa làm việc nào. Mỗi việc làm ở bàn này hiện ở đây, kèm nút hoàn tác.")}</p>`}
    <ul class="history">
      ${entries.map(
        (entry) => html`<li key=${entry.id} class=${entry.undone ? "history-undone" : ""}>
          <span class="history-at">${clock(entry.at)}</span>
          <span>${toastWords({ kind: entry.undone ? "undone" : "done", act: entry.words })}</span>
          ${entry.undoable && !entry.undone && html`<button class="button" type="button" onClick=${() => desk.undo(entry)}>${_("Hoàn tác")}<span class="unseen">: ${entry.words}</span></button>`}
        </li>`,
      )}
    </ul>
    <div class="acts"><button class="button button-primary" type="button" onClick=${desk.close}>${_("Đóng")}</button></div>
  <//>`;
}
