import assert from "node:assert/strict";
import { test } from "node:test";

import { GAP, applyDelta, applySync, fromSnapshot, queued } from "../live/view.js";

const question = (number, more = {}) => ({ number, text: `câu ${number}`, support: 0, status: "queued", at: 1, ...more });

const snapshot = (more = {}) => ({
  at: [7, 10],
  conference: { code: "LS", stage: "live", counts: { received: 2 } },
  floor: { question: null, since: null, next: [1, 2] },
  questions: [question(1), question(2, { support: 3 })],
  ...more,
});

test("a delta that follows on changes only what it names", () => {
  const before = fromSnapshot(snapshot());
  const after = applyDelta(before, {
    from: 10,
    to: 12,
    votes: [[1, 5]],
    questions: [question(3)],
    floor: { question: 2, since: 99, next: [1] },
  });
  assert.deepEqual(after.at, [7, 12]);
  assert.deepEqual([...after.questions.values()].map((one) => [one.number, one.support]), [[1, 5], [2, 3], [3, 0]]);
  assert.equal(after.floor.question, 2);
  assert.equal(after.conference, before.conference);
  assert.equal(before.questions.get(1).support, 0);
});

test("an old delta changes nothing", () => {
  const view = fromSnapshot(snapshot());
  assert.equal(applyDelta(view, { from: 8, to: 10, votes: [[1, 99]] }), view);
});

test("a delta after a gap is not applied", () => {
  assert.equal(applyDelta(fromSnapshot(snapshot()), { from: 11, to: 12 }), GAP);
});

test("a delta that overlaps what is held counts as a gap", () => {
  assert.equal(applyDelta(fromSnapshot(snapshot()), { from: 9, to: 12 }), GAP);
});

test("gone questions leave, votes for unknown ones are ignored", () => {
  const after = applyDelta(fromSnapshot(snapshot()), { from: 10, to: 11, gone: [1], votes: [[44, 2]] });
  assert.deepEqual([...after.questions.keys()], [2]);
});

test("a changed conference replaces the whole of it, so that what is absent is gone", () => {
  const after = applyDelta(fromSnapshot(snapshot()), { from: 10, to: 11, conference: { code: "LS", stage: "closed" } });
  assert.deepEqual(after.conference, { code: "LS", stage: "closed" });
});

test("counts change one by one, and leave the rest of the conference alone", () => {
  const view = fromSnapshot(snapshot({ conference: { code: "LS", stage: "live", counts: { received: 2, waiting: 1 } } }));
  const after = applyDelta(view, { from: 10, to: 11, counts: { received: 3 } });
  assert.deepEqual(after.conference, { code: "LS", stage: "live", counts: { received: 3, waiting: 1 } });
  assert.equal(view.conference.counts.received, 2);
});

test("sync takes a chain of deltas, or a snapshot", () => {
  const view = fromSnapshot(snapshot());
  const chained = applySync(view, { deltas: [{ from: 10, to: 11, votes: [[1, 1]] }, { from: 11, to: 13, votes: [[1, 2]] }] });
  assert.deepEqual([chained.at, chained.questions.get(1).support], [[7, 13], 2]);
  assert.deepEqual(applySync(view, { snapshot: snapshot({ at: [8, 1] }) }).at, [8, 1]);
  assert.equal(applySync(view, { deltas: [{ from: 12, to: 13 }] }), GAP);
  assert.equal(applySync(view, { deltas: [] }), view);
});

test("the queue stands in the moderator's order, or by support where none is told", () => {
  const numbers = (view) => queued(view).map((one) => one.number);
  assert.deepEqual(numbers(fromSnapshot(snapshot({ queue: [1, 2] }))), [1, 2]);
  assert.deepEqual(numbers(fromSnapshot(snapshot())), [2, 1]);
  const pinned = [question(1, { pinned: true }), question(2, { support: 9 })];
  assert.deepEqual(numbers(fromSnapshot(snapshot({ questions: pinned }))), [1, 2]);
});

test("the line behind the stage stays until it is changed or taken down", () => {
  const line = { text: "Còn 10 phút", at: 5, by: "Hạnh" };
  const view = fromSnapshot(snapshot({ backstage: line }));
  assert.deepEqual(applyDelta(view, { from: 10, to: 11 }).backstage, line);
  assert.equal(applyDelta(view, { from: 10, to: 11, backstage: null }).backstage, null);
  assert.equal(fromSnapshot(snapshot()).backstage, null);
});
