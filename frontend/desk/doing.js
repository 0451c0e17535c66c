/**
 * Every act of the desk once: its key, its word, where it may be done, and what it does. The keys, the bar of
 * acts, the buttons on a card and the list of keys are all drawn from here, so that they cannot disagree.
 */

import { _, n_ } from "../words.js";
import * as acts from "./acts.js";

const stands = (question, ...statuses) => statuses.includes(question.status);
const asksReview = (question) => Boolean(question.review) && question.review.state === "requested";
const isOpen = (desk) => desk.conference.stage !== "closed";
const isLive = (desk) => desk.conference.stage === "live";
const isShown = (question) => !stands(question, "sealed", "withdrawn");

/** Where the meeting asks one thing of each: a dialog; where it is plain: done. */
const asks = (kind) => (desk, question) => desk.open({ kind, numbers: [question.number] });
const does = (make) => (desk, question) => desk.act([question.number], make(question, desk.seen.queue));

/** Several at once, as one act with one way back. */
const doesAll = (make, words) => (desk, questions) =>
  desk.act(numbers(questions), acts.together(words(questions.length), questions.map((question) => make(question, desk.seen.queue))));
const asksAll = (kind) => (desk, questions) => desk.open({ kind, numbers: numbers(questions) });
const numbers = (questions) => questions.map((question) => question.number);

function moves(by) {
  const to = (desk, question) => desk.seen.queue.indexOf(question.number) + by;
  return {
    can: (question, desk) => isOpen(desk) && stands(question, "queued") && isWithin(desk, question, to(desk, question)),
    run: (desk, question) => desk.act([question.number], acts.move(question, desk.seen.queue, to(desk, question))),
  };
}

/** Nothing overtakes a pinned question, and a pinned one stays among its own. */
function isWithin({ seen }, question, to) {
  const pinned = seen.pinned();
  const [first, last] = question.pinned ? [0, pinned - 1] : [pinned, seen.queue.length - 1];
  return to >= first && to <= last;
}

/** Whoever goes before a better supported one needs a reason, in one tap. */
function callUp(desk, question) {
  if (desk.seen.floor !== null) return desk.say(_("Hãy ghi kết quả № {number} trước khi mời câu khác.", { number: desk.seen.floor }));
  if (desk.passedOver(question)) return desk.open({ kind: "pass", numbers: [question.number] });
  return desk.act([question.number], acts.call(question, desk.seen.queue));
}

/** The one that the others are merged into: what stands furthest on its way, and of those the earliest. */
export function rootOf(questions) {
  const rank = ({ status }) => ["on_floor", "answered", "queued", "deferred", "waiting"].indexOf(status);
  return [...questions].sort((one, other) => rank(one) - rank(other) || one.number - other.number)[0];
}

function mergeAll(desk, questions) {
  const root = rootOf(questions);
  const others = questions.filter((question) => question !== root);
  desk.act(
    numbers(others),
    acts.together(n_("gộp {n} câu vào № {number}", others.length, { number: root.number }), others.map((one) => acts.merge(one, root))),
  );
}

const canCall = (question, desk) => isLive(desk) && stands(question, "queued", "deferred", "answered");
const canHold = (question, desk) => isOpen(desk) && (stands(question, "queued") || (stands(question, "waiting") && !question.held));
const canMerge = (question, desk) => isOpen(desk) && stands(question, "waiting", "queued", "deferred");

let drawn = null;

/** Drawn up at the first use, because the language is only known by then. */
export const table = () => drawn || (drawn = drawUp());

const drawUp = () => [
  { code: "approve", key: "a", icon: "check", kind: "yes", words: _("Duyệt"), does: _("duyệt vào hàng chờ"), can: (question, desk) => isOpen(desk) && stands(question, "waiting"), run: does(acts.approve), all: doesAll(acts.approve, (n) => n_("duyệt {n} câu", n)) },
  { code: "decline", key: "d", icon: "cross", kind: "no", words: _("Từ chối"), does: _("từ chối, kèm lý do"), can: (question, desk) => isOpen(desk) && stands(question, "waiting", "queued"), run: asks("decline"), all: asksAll("decline") },
  { code: "merge", key: "m", icon: "merge", words: _("Gộp"), does: _("gộp vào câu khác"), can: canMerge, run: asks("merge"), all: mergeAll, least: 2 },
  { code: "edit", key: "e", icon: "pen", words: _("Sửa lời"), does: _("sửa lời, giữ nguyên văn"), can: (question, desk) => isOpen(desk) && stands(question, "waiting", "queued", "on_floor", "deferred"), run: asks("edit") },
  { code: "split", key: "b", icon: "split", words: _("Tách"), does: _("bóc tách thành nhiều câu"), can: (question, desk) => isOpen(desk) && stands(question, "waiting", "queued"), run: asks("split") },
  { code: "tag", key: "t", icon: "tag", words: _("Gắn thẻ"), does: _("gắn thẻ, chọn lĩnh vực"), can: (question, desk) => isOpen(desk) && isShown(question), run: asks("tag"), all: asksAll("tag") },
  { code: "hold", key: "h", icon: "hold", words: _("Giữ lại"), does: _("giữ lại để xác minh"), can: canHold, run: asks("hold"), all: asksAll("hold") },
  { code: "release", key: "h", icon: "hold", words: _("Thôi giữ"), can: (question, desk) => isOpen(desk) && stands(question, "waiting") && Boolean(question.held), run: does(acts.release) },
  { code: "seal", key: "S", icon: "seal", kind: "no", words: _("Niêm phong"), does: _("niêm phong: rời mọi màn hình ngay"), can: (question, desk) => isOpen(desk) && isShown(question), run: does(acts.seal), all: doesAll(acts.seal, (n) => n_("niêm phong {n} câu", n)) },
  { code: "guide", key: "g", icon: "letter", words: _("Hướng dẫn"), does: _("hướng dẫn thủ tục khiếu nại"), can: (question, desk) => isOpen(desk) && stands(question, "waiting", "queued", "deferred"), run: asks("guide"), all: asksAll("guide") },
  { code: "mute", key: "y", icon: "mute", words: _("Khóa gửi"), does: _("tạm khóa máy của người hỏi"), can: (question, desk) => isOpen(desk) && isShown(question) && question.channel === "phone" && !question.muted, run: asks("mute") },
  { code: "unmute", key: "y", icon: "mute", words: _("Mở gửi"), can: (question, desk) => isOpen(desk) && Boolean(question.muted), run: does(acts.unmute) },
  { code: "call", key: "s", icon: "stage", kind: "yes", words: _("Mời"), does: _("mời lên trả lời"), can: canCall, run: callUp },
  { code: "pin", key: "p", icon: "pin", words: _("Ghim"), does: _("ghim lên đầu, bỏ ghim"), can: (question, desk) => isOpen(desk) && stands(question, "queued") && !question.pinned, run: does(acts.pin) },
  { code: "unpin", key: "p", icon: "pin", words: _("Bỏ ghim"), can: (question, desk) => isOpen(desk) && stands(question, "queued") && Boolean(question.pinned), run: does(acts.unpin) },
  { code: "up", key: "[", icon: "up", words: _("Lên"), does: _("chuyển lên trong hàng chờ"), ...moves(-1) },
  { code: "down", key: "]", icon: "down", words: _("Xuống"), does: _("chuyển xuống trong hàng chờ"), ...moves(1) },
  { code: "queue", key: "q", icon: "list", words: _("Vào hàng"), does: _("đưa vào hàng chờ, từ bất cứ đâu"), can: (question, desk) => isOpen(desk) && stands(question, "waiting", "declined", "deferred", "guided"), run: does(acts.enqueue) },
  { code: "clear", key: "q", icon: "undo", words: _("Đưa lại hàng chờ"), can: (question, desk) => isOpen(desk) && stands(question, "on_floor"), run: does(acts.clearFloor) },
  { code: "back", key: "r", icon: "undo", words: _("Trả về"), does: _("đưa về hộp chờ"), can: (question, desk) => isOpen(desk) && stands(question, "queued", "declined", "deferred", "guided"), run: does(acts.giveBack) },
  { code: "later", key: "w", icon: "later", words: _("Để sau"), does: _("để trả lời sau hội nghị"), can: (question, desk) => isLive(desk) && stands(question, "queued", "on_floor"), run: does(acts.defer) },
  { code: "unmerge", key: "u", icon: "split", words: _("Bỏ gộp"), does: _("bỏ gộp, trả lại chỗ cũ"), can: (question, desk) => isOpen(desk) && stands(question, "merged"), run: does(acts.unmerge) },
  { code: "review", key: "v", icon: "search", words: _("Xem lại"), does: _("xem lại quyết định của người khác"), can: (question, desk) => isOpen(desk) && asksReview(question), run: asks("review") },
];

export const named = (code) => table().find((act) => act.code === code);

/** The act of this code, if it may be done with this question now. */
export function allowed(desk, question, code) {
  const act = named(code);
  return question && act.can(question, desk) ? act : null;
}

/** What this key does with this question now. */
export function byKey(desk, question, key) {
  return table().find((act) => act.key === key && act.can(question, desk)) || null;
}

/** Which of the marked this act can take; nothing when it is not for several. */
export function taking(desk, questions, act) {
  if (!act.all) return [];
  const able = questions.filter((question) => act.can(question, desk));
  return able.length >= (act.least || 1) ? able : [];
}
