/** What the first column shows: those that wait, or those that were declined; oldest or newest first. */

import { byRecency, questionsWith } from "../live/view.js";
import { html } from "../parts/html.js";
import { _, number } from "../words.js";

export function inboxOf(view, { show, order }) {
  const list = questionsWith(view, show).sort(byRecency);
  return order === "oldest" && show === "waiting" ? list.reverse() : list;
}

export function InboxHead({ inbox, onChange, declined }) {
  const choose = (change) => () => onChange({ ...inbox, ...change });
  const waiting = inbox.show === "waiting";
  return html`<div class="column-tools">
    ${waiting && html`<button class="tool" type="button" onClick=${choose({ order: inbox.order === "oldest" ? "newest" : "oldest" })}>${inbox.order === "oldest" ? _("Cũ trước") : _("Mới trước")}</button>`}
    <button class="tool" type="button" aria-pressed=${!waiting} onClick=${choose({ show: waiting ? "declined" : "waiting" })}>${waiting ? `${_("Đã từ chối")} ${number(declined)}` : _("Câu chờ xem")}</button>
  </div>`;
}
