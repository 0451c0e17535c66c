import assert from "node:assert/strict";
import { test } from "node:test";

import { steps } from "../display/steps.js";

test("a short question is one step, with its spaces tidied", () => {
  assert.deepEqual(steps("Bao giờ  sửa\nđường?"), ["Bao giờ sửa đường?"]);
});

test("no step is longer than 140 characters, and no word is lost", () => {
  const text = Array.from({ length: 120 }, (_, index) => `từ${index}`).join(" ");
  const found = steps(text);
  assert.equal(found.join(" "), text);
  assert.deepEqual(found.filter((step) => step.length > 140), []);
});

test("steps end with a sentence where one ends in their second half", () => {
  const first = `${"a".repeat(60)} ${"b".repeat(40)}.`;
  assert.deepEqual(steps(`${first} ${"c".repeat(60)} ${"d".repeat(20)}`), [first, `${"c".repeat(60)} ${"d".repeat(20)}`]);
});

test("a word longer than a step is broken", () => {
  assert.deepEqual(steps("x".repeat(300)).map((step) => step.length), [140, 140, 20]);
});

test("nothing is one empty step", () => {
  assert.deepEqual(steps("  "), [""]);
});
