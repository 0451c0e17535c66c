/**
 * What one audience sees of a conference: the last snapshot, changed by every delta since. Pure: it knows no
 * socket, no clock and no page, so every rule of it can be tested. Wire shapes: docs/PROTOCOL.md.
 */

/** Said instead of a view when a delta does not follow on what is held: something was missed. */
export const GAP = Symbol("gap");

const EMPTY_FLOOR = { question: null, since: null, next: [] };

export function fromSnapshot(snapshot) {
  return {
    at: snapshot.at,
    conference: snapshot.conference,
    floor: snapshot.floor || EMPTY_FLOOR,
    questions: new Map(snapshot.questions.map((question) => [question.number, question])),
    queue: snapshot.queue || [],
    backstage: snapshot.backstage || null,
  };
}

/** The view after `delta`; the same view when the delta is an old one; `GAP` when one was missed before it. */
export function applyDelta(view, delta) {
  const [epoch, position] = view.at;
  if (delta.to <= position) return view;
  if (delta.from !== position) return GAP;
  return {
    at: [epoch, delta.to],
    conference: changedConference(view.conference, delta),
    floor: delta.floor || view.floor,
    questions: changedQuestions(view.questions, delta),
    queue: delta.queue || view.queue,
    // Null says that the line was taken down; absent says nothing.
    backstage: delta.backstage === undefined ? view.backstage : delta.backstage,
  };
}

/** The view after a whole answer to `sync`, or `GAP` when the answer does not fit either. */
export function applySync(view, answer) {
  if (answer.snapshot) return fromSnapshot(answer.snapshot);
  let synced = view;
  for (const delta of answer.deltas || []) {
    synced = applyDelta(synced, delta);
    if (synced === GAP) return GAP;
  }
  return synced;
}

/** Whole when more than its counts has changed; otherwise only the counts that have. */
function changedConference(conference, delta) {
  const known = delta.conference || conference;
  return delta.counts ? { ...known, counts: { ...known.counts, ...delta.counts } } : known;
}

function changedQuestions(questions, delta) {
  if (!delta.questions && !delta.votes && !delta.gone) return questions;
  const changed = new Map(questions);
  for (const question of delta.questions || []) changed.set(question.number, question);
  for (const [number, support] of delta.votes || []) {
    const question = changed.get(number);
    if (question) changed.set(number, { ...question, support });
  }
  for (const number of delta.gone || []) changed.delete(number);
  return changed;
}

// What the screens ask of a view

export function questionsWith(view, ...statuses) {
  return [...view.questions.values()].filter((question) => statuses.includes(question.status));
}

/** The queue's questions in their order. Crowd views carry no queue: for them support decides. */
export function queued(view) {
  const listed = view.queue.map((number) => view.questions.get(number)).filter(Boolean);
  return listed.length ? listed : questionsWith(view, "queued").sort(byQueueRank);
}

/** Held ones first, then the most supported, then the earliest. */
export function byQueueRank(one, other) {
  return !!other.pinned - !!one.pinned || bySupport(one, other);
}

export function bySupport(one, other) {
  return (other.support || 0) - (one.support || 0) || one.number - other.number;
}

export function byRecency(one, other) {
  return other.number - one.number;
}
