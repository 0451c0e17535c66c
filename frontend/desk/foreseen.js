/**
 * The view as it will be when what this desk has wished is done: so that fast hands always work on their own
 * latest act, not on the last answer of the server. Pure. A wish that is refused simply falls out again.
 */

/** What each command does to one question; everything idempotent, for the view may know of it already. */
const STEPS = {
  approve_question: (at, number) => at.is(number, "waiting") && at.enqueue(number),
  review_question: (at, number, { uphold }) => {
    if (uphold) at.change(number, { review: { ...at.get(number).review, state: "upheld" } });
    else if (at.is(number, "declined")) at.enqueue(number, { review: undefined });
  },
  decline_question: (at, number, { reason, words }) => at.leave(number, { status: "declined", reason, words }),
  return_question: (at, number) => at.leave(number, { status: "waiting", held: undefined, note: undefined, reason: undefined, words: undefined }),
  hold_question: (at, number, { words }) => at.leave(number, { status: "waiting", held: true, note: words }),
  release_question: (at, number) => at.change(number, { held: undefined, note: undefined }),
  seal_question: (at, number) => at.leave(number, { status: "sealed" }),
  guide_question: (at, number, { words }) => at.leave(number, { status: "guided", words }),
  merge_questions: (at, number, { into }) => at.leave(number, { status: "merged", into }),
  defer_question: (at, number) => at.leave(number, { status: "deferred" }),
  answer_question: (at, number) => at.leave(number, { status: "answered" }),
  call_question: (at, number) => {
    at.leave(number, { status: "on_floor" });
    at.floor = number;
  },
  clear_floor: (at) => at.floor !== null && at.enqueue(at.floor, {}, at.pinned()),
  move_question: (at, number, { to }) => at.isQueued(number) && at.place(number, to),
  pin_question: (at, number) => at.isQueued(number) && !at.get(number).pinned && at.place(number, at.pinned(), { pinned: true }),
  unpin_question: (at, number) => at.isQueued(number) && at.get(number).pinned && at.place(number, at.pinned() - 1, { pinned: undefined }),
  edit_question: (at, number, { text }) => at.change(number, { text, edited: true, asked_text: at.get(number).asked_text || at.get(number).text }),
  tag_question: (at, number, { tags, topic }) => at.change(number, { tags, ...(topic === undefined ? {} : { topic }) }),
  mute_asker: (at, number) => at.change(number, { muted: true }),
  unmute_asker: (at, number) => at.change(number, { muted: undefined }),
};

/** A working copy of the view: a question is copied only when something happens to it. */
class Foreseen {
  constructor(view) {
    this.view = view;
    this.queue = view.queue;
    this.floor = view.floor.question;
    this.changed = new Map();
  }

  get(number) {
    return this.changed.get(number) || this.view.questions.get(number);
  }

  /** Every question, with what is foreseen for it. */
  *all() {
    for (const [number, question] of this.view.questions) yield this.changed.get(number) || question;
  }

  is(number, status) {
    return this.get(number).status === status;
  }

  isQueued(number) {
    return this.queue.includes(number);
  }

  pinned() {
    return this.queue.filter((number) => this.get(number).pinned).length;
  }

  change(number, changes) {
    this.changed.set(number, { ...this.get(number), ...changes });
  }

  leave(number, changes) {
    this.queue = this.queue.filter((other) => other !== number);
    if (this.floor === number && changes.status !== "on_floor") this.floor = null;
    this.change(number, { pinned: undefined, ...changes });
  }

  enqueue(number, changes = {}, to = this.queue.length) {
    if (this.floor === number) this.floor = null;
    this.change(number, { status: "queued", held: undefined, ...changes });
    if (!this.isQueued(number)) this.queue = [...this.queue.slice(0, to), number, ...this.queue.slice(to)];
  }

  /** Nothing overtakes a pinned question, and a pinned one stays among its own. */
  place(number, to, changes = {}) {
    this.change(number, changes);
    const others = this.queue.filter((other) => other !== number);
    const pinned = others.filter((other) => this.get(other).pinned).length;
    const [first, last] = this.get(number).pinned ? [0, pinned] : [pinned, others.length];
    const at = Math.min(Math.max(to, first), last);
    this.queue = [...others.slice(0, at), number, ...others.slice(at)];
  }
}

/** @returns {Foreseen} what the desk shows and works on */
export function foresee(view, operations) {
  const foreseen = new Foreseen(view);
  for (const { do: wish, fields, state } of operations) {
    const step = state !== "failed" && STEPS[wish];
    // A question that is not in the view has been taken out of our sight meanwhile.
    if (step && (fields.question === undefined || foreseen.get(fields.question))) step(foreseen, fields.question, fields);
  }
  return foreseen;
}
