/** The head of the first column: which shelf it shows, in which order. */

import { html } from "../parts/html.js";
import { _, n_, number } from "../words.js";
import { ORDERS, SHELVES } from "./shelves.js";

export function shelfWords(name) {
  return {
    waiting: _("Chờ xem"),
    flagged: _("Có dấu hiệu"),
    held: _("Đang giữ lại"),
    review: _("Xin xem lại"),
    declined: _("Đã từ chối"),
    merged: _("Đã gộp"),
    guided: _("Đã hướng dẫn"),
    sealed: _("Niêm phong"),
  }[name];
}

function orderWords(name) {
  return { oldest: _("Cũ trước"), newest: _("Mới trước"), supported: _("Nhiều ủng hộ"), fair: _("Công bằng") }[name];
}

export function ShelfHead({ desk }) {
  const { shelf } = desk.wanted;
  const { counts } = desk;
  const want = (change) => desk.want({ shelf: { ...shelf, ...change } });
  return html`<div class="column-tools">
    <label class="unseen" for="shelf">${_("Đang xem")}</label>
    <select id="shelf" value=${shelf.show} onChange=${(event) => want({ show: event.currentTarget.value })}>
      ${Object.keys(SHELVES).map((name) => html`<option key=${name} value=${name}>${shelfWords(name)} (${number(counts[name])})</option>`)}
    </select>
    <label class="unseen" for="order">${_("Xếp theo")}</label>
    <select id="order" value=${shelf.order} onChange=${(event) => want({ order: event.currentTarget.value })}>
      ${Object.keys(ORDERS).map((name) => html`<option key=${name} value=${name}>${orderWords(name)}</option>`)}
    </select>
  </div>`;
}

/** Somebody waits for a second look: that is not left to be found. */
export function Calls({ desk }) {
  const { shelf } = desk.wanted;
  const waiting = desk.counts.review;
  if (!waiting || shelf.show === "review") return null;
  return html`<button class="button button-wide calls" type="button" onClick=${() => desk.want({ shelf: { ...shelf, show: "review" } })}>${n_("{n} câu xin xem lại", waiting)}</button>`;
}

export function emptyShelf(name) {
  const words = {
    waiting: _("Hết câu chờ xem. Câu hỏi mới hiện ở đây ngay khi được gửi."),
    flagged: _("Không có câu nào bị máy đánh dấu."),
    held: _("Chưa giữ lại câu nào."),
    review: _("Chưa ai xin xem lại."),
    declined: _("Chưa từ chối câu nào."),
    merged: _("Chưa gộp câu nào."),
    guided: _("Chưa hướng dẫn ai."),
    sealed: _("Chưa niêm phong câu nào."),
  };
  return words[name];
}
