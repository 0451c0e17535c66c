import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { basisOf, fair, inOrder, ordered } from "../live/order.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/conference/fair_order.json", import.meta.url), "utf8"));
const MINUTE = 60000;

for (const { name, now, questions, order } of CASES) {
  test(`fair order: ${name}`, () => assert.deepEqual(ordered(questions, "fair", now), order));
}

test("the formula is the one that is published", () => {
  assert.equal(fair({ support: 9, at: 0 }, 15 * MINUTE), 10 / 25);
});

test("popular and recent", () => {
  const questions = [
    { number: 1, support: 2, status: "answered" },
    { number: 2, support: 1, status: "queued" },
    { number: 3, status: "queued" },
  ];
  assert.deepEqual(ordered(questions, "popular", 0), [2, 3, 1]);
  assert.deepEqual(ordered(questions, "recent", 0), [3, 2, 1]);
});

const STILL = JSON.parse(readFileSync(new URL("../../tests/web/still_order.json", import.meta.url), "utf8"));

for (const { name, sort, floor, since, then, questions, order } of STILL) {
  const view = new Map(questions.map((question) => [question.number, question]));
  const moved = questions.filter(({ number, support }) => then[number] !== support).map(({ number }) => [number, then[number] ?? null]);

  test(`still for who comes in between: ${name}`, () => {
    const basis = basisOf(view, { question: floor, since }, { since, moved });
    assert.deepEqual(inOrder(view, sort, basis), order);
  });

  test(`still for who was there: ${name}`, () => {
    const had = new Map(questions.filter(({ number }) => number in then).map((question) => [question.number, { ...question, support: then[question.number] }]));
    assert.deepEqual(inOrder(view, sort, basisOf(had, { question: floor, since })), order);
  });
}

test("what was told of an earlier call says nothing of this one", () => {
  const view = new Map([[1, { number: 1, support: 5, at: 0 }]]);
  assert.deepEqual(basisOf(view, { question: 1, since: 7 }, { since: 6, moved: [[1, 2]] }).then, view);
});
