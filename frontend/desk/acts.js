/**
 * What a moderator can do, each with the words that tell it and the wishes that take it back. Nothing asks
 * "are you sure": it happens at once and can be undone. Pure; the wishes are sent by `history.js`.
 *
 * Words complete "Đã …" and "Hoàn tác: …", so that both read well.
 */

import { _, n_ } from "../words.js";

const wish = (what, fields) => ({ do: what, fields });
const named = (question) => ({ number: question.number });
const on = (question, more) => ({ question: question.number, ...more });
const said = (words) => (words ? { words } : {});
const heldAgain = (question) => wish("hold_question", on(question, said(question.note)));

/** Back to where it stood in the queue, from the inbox. */
function requeued(question, queue) {
  const at = queue.indexOf(question.number);
  const pin = question.pinned ? [wish("pin_question", on(question))] : [];
  const move = at >= 0 ? [wish("move_question", on(question, { to: at }))] : [];
  return [wish("approve_question", on(question)), ...pin, ...move];
}

/** What has to be done to a question that is back in the inbox, so that it stands where it stood. */
function restored(question, queue) {
  if (question.status === "queued") return requeued(question, queue);
  return question.held ? [heldAgain(question)] : [];
}

export function approve(question) {
  return {
    wishes: [wish("approve_question", on(question))],
    undo: [wish("return_question", on(question)), ...(question.held ? [heldAgain(question)] : [])],
    words: _("duyệt № {number}", named(question)),
  };
}

export function decline(question, queue, reason, words) {
  return {
    wishes: [wish("decline_question", on(question, { reason, ...said(words) }))],
    undo: [wish("return_question", on(question)), ...restored(question, queue)],
    words: _("từ chối № {number}", named(question)),
  };
}

export function giveBack(question, queue) {
  return {
    wishes: [wish("return_question", on(question))],
    undo: backFromInbox(question, queue),
    words: _("đưa № {number} về hộp chờ", named(question)),
  };
}

function backFromInbox(question, queue) {
  if (question.status === "queued") return requeued(question, queue);
  if (question.status === "guided") return [wish("guide_question", on(question, said(question.words)))];
  if (question.status === "deferred") return [wish("approve_question", on(question)), wish("defer_question", on(question))];
  if (question.status === "declined") return [wish("decline_question", on(question, told(question)))];
  return [];
}

const told = ({ reason, words }) => ({ reason, ...said(words) });

/** Into the queue, from wherever it stands. */
export function enqueue(question) {
  if (question.status === "waiting") return approve(question);
  return {
    wishes: [wish("return_question", on(question)), wish("approve_question", on(question))],
    undo: [wish("return_question", on(question)), ...backFromInbox(question, [])],
    words: _("đưa № {number} vào hàng chờ", named(question)),
  };
}

export function move(question, queue, to) {
  return {
    wishes: [wish("move_question", on(question, { to }))],
    undo: [wish("move_question", on(question, { to: queue.indexOf(question.number) }))],
    words: _("chuyển chỗ № {number}", named(question)),
  };
}

export function pin(question, queue) {
  return {
    wishes: [wish("pin_question", on(question))],
    undo: [wish("unpin_question", on(question)), wish("move_question", on(question, { to: queue.indexOf(question.number) }))],
    words: _("ghim № {number}", named(question)),
  };
}

export function unpin(question) {
  return {
    wishes: [wish("unpin_question", on(question))],
    undo: [wish("pin_question", on(question))],
    words: _("bỏ ghim № {number}", named(question)),
  };
}

export function call(question, queue, reason) {
  const at = queue.indexOf(question.number);
  const back = at > 0 ? [wish("move_question", on(question, { to: at }))] : [];
  return {
    wishes: [wish("call_question", on(question, reason ? { pass_reason: reason } : {}))],
    undo: [wish("clear_floor", {}), ...back],
    words: _("mời № {number}", named(question)),
  };
}

export function defer(question, queue) {
  const wasOnFloor = question.status === "on_floor";
  return {
    wishes: [wish("defer_question", on(question))],
    undo: wasOnFloor ? [wish("call_question", on(question))] : [wish("return_question", on(question)), ...requeued(question, queue)],
    words: _("để № {number} trả lời sau hội nghị", named(question)),
  };
}

export function clearFloor(question) {
  return {
    wishes: [wish("clear_floor", {})],
    undo: [wish("call_question", on(question))],
    words: _("đưa № {number} lại hàng chờ", named(question)),
  };
}

/** Said aloud before the whole hall: there is nothing to take back. */
export function answer(fields) {
  return { wishes: [wish("answer_question", fields)], undo: [], words: _("ghi kết quả № {number}", { number: fields.question }) };
}

/** The words are a note to the other moderators. */
export function hold(question, queue, words) {
  return {
    wishes: [wish("hold_question", on(question, said(words)))],
    undo: [wish("release_question", on(question)), ...(question.status === "queued" ? requeued(question, queue) : [])],
    words: _("giữ lại № {number}", named(question)),
  };
}

export function release(question) {
  return {
    wishes: [wish("release_question", on(question))],
    undo: [heldAgain(question)],
    words: _("thôi giữ № {number}", named(question)),
  };
}

/** The text leaves every screen, this one too: only the sealed box can bring it back. */
export function seal(question) {
  return { wishes: [wish("seal_question", on(question))], undo: [], words: _("niêm phong № {number}", named(question)) };
}

/** The words are for the asker: where to go, and with what. */
export function guide(question, queue, words) {
  return {
    wishes: [wish("guide_question", on(question, said(words)))],
    undo: [wish("return_question", on(question)), ...restored(question, queue)],
    words: _("hướng dẫn thủ tục khiếu nại cho № {number}", named(question)),
  };
}

export function edit(question, text) {
  return {
    wishes: [wish("edit_question", on(question, { text }))],
    undo: [wish("edit_question", on(question, { text: question.text }))],
    words: _("sửa lời № {number}", named(question)),
  };
}

export function merge(question, into) {
  return {
    wishes: [wish("merge_questions", on(question, { into: into.number }))],
    undo: [wish("unmerge_question", on(question))],
    words: _("gộp № {number} vào № {into}", { number: question.number, into: into.number }),
  };
}

export function unmerge(question) {
  return {
    wishes: [wish("unmerge_question", on(question))],
    undo: [wish("merge_questions", on(question, { into: question.into }))],
    words: _("bỏ gộp № {number}", named(question)),
  };
}

/** The parts get numbers of their own, and those are never taken back. */
export function split(question, parts) {
  return {
    wishes: [wish("split_question", on(question, { parts }))],
    undo: [],
    words: n_("tách № {number} thành {n} câu", parts.length, named(question)),
  };
}

export function tag(question, tags, topic) {
  const changed = topic === undefined ? {} : { topic };
  const before = topic === undefined ? {} : { topic: question.topic || "" };
  return {
    wishes: [wish("tag_question", on(question, { tags, ...changed }))],
    undo: [wish("tag_question", on(question, { tags: question.tags || [], ...before }))],
    words: _("gắn thẻ № {number}", named(question)),
  };
}

export function mute(question, minutes) {
  return {
    wishes: [wish("mute_asker", on(question, { minutes }))],
    undo: [wish("unmute_asker", on(question))],
    words: _("tạm khóa gửi của người hỏi № {number}", named(question)),
  };
}

export function unmute(question) {
  return { wishes: [wish("unmute_asker", on(question))], undo: [], words: _("mở lại quyền gửi của người hỏi № {number}", named(question)) };
}

/** The asker is told at once: what was decided a second time stands. */
export function review(question, uphold, words) {
  return {
    wishes: [wish("review_question", on(question, { uphold, ...said(words) }))],
    undo: [],
    words: uphold ? _("giữ quyết định từ chối № {number}", named(question)) : _("chấp nhận xem lại № {number}", named(question)),
  };
}

export function releaseVotes(question) {
  return { wishes: [wish("release_votes", on(question))], undo: [], words: _("tính các lượt ủng hộ bị tách riêng của № {number}", named(question)) };
}

export function discardVotes(question) {
  return { wishes: [wish("discard_votes", on(question))], undo: [], words: _("bỏ các lượt ủng hộ bị tách riêng của № {number}", named(question)) };
}

/** Several acts of one kind, taken back as one. */
export function together(words, acts) {
  return { parts: acts, words };
}
