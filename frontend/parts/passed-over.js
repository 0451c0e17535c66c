/** Calling a question before one that more people stand behind: possible, but never without a reason. */

import { _ } from "../words.js";
import { html } from "./html.js";

export const PASS_REASONS = ["same_topic", "chair_choice", "asker_absent", "needs_papers", "time"];

const words = (code) =>
  ({
    same_topic: _("Cùng nội dung với câu vừa trả lời"),
    chair_choice: _("Chủ trì chọn"),
    asker_absent: _("Người hỏi vắng mặt"),
    needs_papers: _("Cần thêm hồ sơ"),
    time: _("Không đủ thời gian"),
  })[code];

/** The best supported one of the queue that this call would leave behind, if there is one. */
export function passedOver(queue, get, called) {
  const support = (number) => get(number).support || 0;
  const most = queue
    .filter((number) => number !== called && get(number))
    .reduce((best, number) => (best === null || support(number) > support(best) ? number : best), null);
  return most !== null && support(most) > support(called) ? get(most) : null;
}

/** One tap: the reason is the button. */
export function PassReasons({ onReason }) {
  return html`<div class="pass-reasons" role="group" aria-label=${_("Lý do mời trước")}>
    ${PASS_REASONS.map((code) => html`<button key=${code} class="button" type="button" onClick=${() => onReason(code)}>${words(code)}</button>`)}
  </div>`;
}
