/**
 * What a moderator can do, each with the words that tell it and the wishes that take it back. Nothing asks
 * "are you sure": it happens at once and can be undone. Pure; the wishes are sent by `history.js`.
 */

import { _ } from "../words.js";

const wish = (what, fields) => ({ do: what, fields });
const number = (question) => ({ number: question.number });
const on = (question, more) => ({ question: question.number, ...more });

/** Back to where it stood in the queue, from the inbox. */
function requeued(question, queue) {
  const at = queue.indexOf(question.number);
  const approve = wish("approve_question", on(question));
  const move = at >= 0 ? [wish("move_question", on(question, { to: at }))] : [];
  const pin = question.pinned ? [wish("pin_question", on(question))] : [];
  return [approve, ...pin, ...move];
}

export function approve(question) {
  return {
    wishes: [wish("approve_question", on(question))],
    undo: [wish("return_question", on(question))],
    words: _("Đã duyệt № {number}", number(question)),
  };
}

export function decline(question, queue, reason, words) {
  const wasQueued = question.status === "queued";
  return {
    wishes: [wish("decline_question", on(question, { reason, ...(words ? { words } : {}) }))],
    undo: [wish("return_question", on(question)), ...(wasQueued ? requeued(question, queue) : [])],
    words: _("Đã từ chối № {number}", number(question)),
  };
}

export function giveBack(question, queue) {
  return {
    wishes: [wish("return_question", on(question))],
    undo: question.status === "queued" ? requeued(question, queue) : [],
    words: _("Đã đưa № {number} về hộp chờ", number(question)),
  };
}

export function move(question, queue, to) {
  return {
    wishes: [wish("move_question", on(question, { to }))],
    undo: [wish("move_question", on(question, { to: queue.indexOf(question.number) }))],
    words: _("Đã chuyển chỗ № {number}", number(question)),
  };
}

export function pin(question, queue) {
  return {
    wishes: [wish("pin_question", on(question))],
    undo: [wish("unpin_question", on(question)), wish("move_question", on(question, { to: queue.indexOf(question.number) }))],
    words: _("Đã ghim № {number}", number(question)),
  };
}

export function unpin(question) {
  return {
    wishes: [wish("unpin_question", on(question))],
    undo: [wish("pin_question", on(question))],
    words: _("Đã bỏ ghim № {number}", number(question)),
  };
}

export function call(question, queue) {
  const at = queue.indexOf(question.number);
  const back = at > 0 ? [wish("move_question", on(question, { to: at }))] : [];
  return {
    wishes: [wish("call_question", on(question))],
    undo: [wish("clear_floor", {}), ...back],
    words: _("Đã mời № {number}", number(question)),
  };
}

export function defer(question, queue) {
  const wasOnFloor = question.status === "on_floor";
  return {
    wishes: [wish("defer_question", on(question))],
    undo: wasOnFloor ? [wish("call_question", on(question))] : [wish("return_question", on(question)), ...requeued(question, queue)],
    words: _("№ {number} sẽ trả lời sau hội nghị", number(question)),
  };
}

export function clearFloor(question) {
  return {
    wishes: [wish("clear_floor", {})],
    undo: [wish("call_question", on(question))],
    words: _("Đã đưa № {number} lại hàng chờ", number(question)),
  };
}

/** Said aloud before the whole hall: there is nothing to take back. */
export function answer(fields) {
  return {
    wishes: [wish("answer_question", fields)],
    undo: [],
    words: _("Đã ghi kết quả № {number}", { number: fields.question }),
  };
}

export function pause() {
  return { wishes: [wish("pause_conference", {})], undo: [wish("resume_conference", {})], words: _("Hội nghị tạm nghỉ") };
}

export function resume() {
  return { wishes: [wish("resume_conference", {})], undo: [wish("pause_conference", {})], words: _("Hội nghị tiếp tục") };
}

export function announce(text, before) {
  return {
    wishes: [wish("announce_notice", { text })],
    undo: [wish("announce_notice", { text: before })],
    words: text ? _("Đã đăng thông báo") : _("Đã gỡ thông báo"),
  };
}
