import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fair, ordered } from "../live/order.js";

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
