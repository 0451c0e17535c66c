import assert from "node:assert/strict";
import { test } from "node:test";

import * as acts from "../desk/acts.js";
import { fold, found } from "../desk/fold.js";

const question = (more = {}) => ({ number: 7, status: "queued", text: "Đường liên thôn", place: "Thôn Suối Cỏ", ...more });
const said = (wishes) => wishes.map(({ do: what, fields }) => [what, fields]);

test("every way back leads to where the question stood", () => {
  const queue = [3, 7, 9];
  const back = (act) => said(act.undo);
  assert.deepEqual(back(acts.approve(question({ status: "waiting" }))), [["return_question", { question: 7 }]]);
  assert.deepEqual(back(acts.giveBack(question(), queue)), [
    ["approve_question", { question: 7 }],
    ["move_question", { question: 7, to: 1 }],
  ]);
  assert.deepEqual(back(acts.decline(question({ pinned: true }), queue, "unclear", "")), [
    ["return_question", { question: 7 }],
    ["approve_question", { question: 7 }],
    ["pin_question", { question: 7 }],
    ["move_question", { question: 7, to: 1 }],
  ]);
  assert.deepEqual(back(acts.move(question(), queue, 0)), [["move_question", { question: 7, to: 1 }]]);
  assert.deepEqual(back(acts.pin(question(), queue)), [
    ["unpin_question", { question: 7 }],
    ["move_question", { question: 7, to: 1 }],
  ]);
  assert.deepEqual(back(acts.call(question(), queue)), [
    ["clear_floor", {}],
    ["move_question", { question: 7, to: 1 }],
  ]);
  assert.deepEqual(back(acts.defer(question({ status: "on_floor" }), queue)), [["call_question", { question: 7 }]]);
});

test("an answer given aloud cannot be taken back", () => {
  assert.deepEqual(acts.answer({ question: 7 }).undo, []);
});

test("search forgives missing diacritics, and finds by number", () => {
  assert.equal(fold("Đường Suối"), "duong suoi");
  assert.equal(found(question(), "duong suoi co"), true);
  assert.equal(found(question(), "7"), true);
  assert.equal(found(question(), "cầu"), false);
  assert.equal(found(question(), "  "), true);
});
