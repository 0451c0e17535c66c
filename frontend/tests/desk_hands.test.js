/** The desk under fast hands: no key lost, nothing done twice, lists that stand still, one way back for all. */

import assert from "node:assert/strict";
import { test } from "node:test";

import * as acts from "../desk/acts.js";
import { openDesk } from "../desk/desk.js";
import { openKeys, pressing } from "../desk/keys.js";
import { openHouse, question, snapshot } from "./house.js";

const noted = () => ({ getItem: () => null, setItem: () => {} });

function sitDown(questions, more = {}) {
  const house = openHouse(snapshot(questions, more));
  const timers = [];
  const desk = openDesk({ live: house.live, me: "Hạnh", now: () => 5000, later: (act) => timers.push(act) });
  const page = new EventTarget();
  openKeys({ page, storage: noted(), paused: () => desk.dialog !== null, press: pressing(desk, { seek: () => {} }) });
  const press = (key, more = {}) => page.dispatchEvent(Object.assign(new Event("keydown", { cancelable: true }), { key, ...more }));
  return { house, desk, page, timers, press, keys: (keys) => [...keys].forEach((key) => press(key)) };
}

const waiting = (count) => Array.from({ length: count }, (_, index) => question(index + 1));
const wishes = (house, kind) => house.wished().filter(([wish]) => wish === kind).map(([, fields]) => fields.question);

test("two hundred fast presses do two hundred things, whenever the server answers", () => {
  const { house, press } = sitDown(waiting(200));
  const approved = [];
  press("j");
  for (let pressed = 0; pressed < 200; pressed += 1) {
    press("a");
    // The answers come in fits: none for long, then many.
    if (pressed % 17 === 0) {
      approved.push(...wishes(house, "approve_question").slice(0, pressed % 3 ? 30 : 1));
      house.serve(pressed % 3 ? 30 : 1);
    }
  }
  approved.push(...wishes(house, "approve_question"));
  assert.deepEqual(approved, waiting(200).map((one) => one.number));
  house.serve();
  assert.equal(house.live.view.queue.length, 200);
});

test("mixed keys each meet the question they were meant for", () => {
  const { house, desk, keys } = sitDown(waiting(6));
  keys("jaSaS");
  assert.deepEqual(house.wished(), [
    ["approve_question", { question: 1, since: 1 }],
    ["seal_question", { question: 2 }],
    ["approve_question", { question: 3, since: 1 }],
    ["seal_question", { question: 4 }],
  ]);
  assert.deepEqual(desk.hand.at, { column: "inbox", number: 5, index: 0 });
});

test("three fast moves move three places", () => {
  const line = [1, 2, 3, 4].map((number) => question(number, { status: "queued" }));
  const { house, desk, press, keys } = sitDown(line);
  desk.hand.select("queue", 4);
  keys("[[[");
  assert.deepEqual(house.wished().map(([, fields]) => fields.to), [2, 1, 0]);
  assert.deepEqual(desk.seen.queue, [4, 1, 2, 3]);
  press("[");
  assert.equal(house.wished().length, 3);
  assert.equal(desk.hand.at.number, 4);
});

test("nothing overtakes a pinned question", () => {
  const line = [1, 2, 3].map((number) => question(number, { status: "queued", pinned: number === 1 }));
  const { house, desk, press } = sitDown(line);
  desk.hand.select("queue", 2);
  press("[");
  assert.deepEqual(house.wished(), []);
});

test("undo takes back the latest first, and what never left is simply forgotten", () => {
  const { house, desk, keys } = sitDown(waiting(3));
  keys("jaa");
  house.serve(1);
  keys("z");
  assert.deepEqual(house.wished(), []);
  keys("z");
  assert.deepEqual(house.wished(), [["return_question", { question: 1, since: 1 }]]);
  house.serve();
  assert.deepEqual(desk.shown("inbox"), [1, 2, 3]);
  assert.equal(desk.hand.at.number, 1);
  keys("z");
  assert.deepEqual(house.wished(), []);
});

test("what was refused is not taken back: that would undo somebody else's work", () => {
  const { house, keys } = sitDown(waiting(2));
  keys("ja");
  house.serve(1, () => ({ refusal: "stale", detail: "declined" }));
  keys("z");
  assert.deepEqual(house.wished().filter(([wish]) => wish === "return_question"), []);
});

test("what stands already as wished is no refusal", () => {
  const { house, desk } = sitDown([question(1, { status: "queued" }), question(2, { status: "queued" })]);
  desk.act([1], { wishes: [{ do: "move_question", fields: { question: 1, to: 0 } }], undo: [], words: "" });
  house.serve(1, () => ({ refusal: "duplicate", detail: 1 }));
  assert.deepEqual(house.live.operations, []);
});

test("a bulk act is one act, taken back as one", () => {
  const { house, desk, keys } = sitDown(waiting(5));
  keys("jJJ");
  assert.deepEqual([...desk.hand.marks], [1, 2, 3]);
  keys("a");
  assert.equal(desk.hand.marks.size, 0);
  assert.deepEqual(wishes(house, "approve_question"), [1, 2, 3]);
  house.serve();
  assert.deepEqual(desk.seen.queue, [1, 2, 3]);
  assert.equal(desk.history.entries.length, 1);
  keys("z");
  house.serve();
  assert.deepEqual([desk.seen.queue, desk.shown("inbox")], [[], [1, 2, 3, 4, 5]]);
  assert.deepEqual([...desk.hand.marks].sort(), [1, 2, 3]);
});

test("marked ones are merged into the one that stands furthest, of those into the earliest", () => {
  const { house, desk, keys } = sitDown([question(1), question(2), question(3, { status: "queued" })]);
  desk.hand.mark([2, 1, 3]);
  keys("m");
  assert.deepEqual(house.wished(), [
    ["merge_questions", { question: 2, into: 3 }],
    ["merge_questions", { question: 1, into: 3 }],
  ]);
  house.serve();
  keys("z");
  assert.deepEqual(house.wished().map(([wish, fields]) => [wish, fields.question]), [["unmerge_question", 1], ["unmerge_question", 2]]);
});

test("a marked question that has left is not acted on again", () => {
  const { house, desk, keys } = sitDown(waiting(3));
  desk.hand.mark([1, 2]);
  house.change({ questions: [question(1, { status: "declined" })] });
  keys("a");
  assert.deepEqual(wishes(house, "approve_question"), [2]);
});

test("under the hand nothing jumps: newcomers wait behind a counter, what left stays in its place", () => {
  const { house, desk, keys } = sitDown(waiting(3));
  desk.want({ shelf: { show: "waiting", order: "newest" } });
  assert.deepEqual(desk.shown("inbox"), [3, 2, 1]);
  desk.holdStill("inbox", true);
  house.change({ questions: [question(4), question(2, { status: "declined" })] });
  assert.deepEqual([desk.shown("inbox"), desk.still.inbox.waiting], [[3, 2, 1], 1]);
  assert.deepEqual([2, 3].map(desk.still.inbox.gone), [true, false]);
  desk.hand.select("inbox", 3);
  keys("a");
  assert.deepEqual([desk.shown("inbox"), desk.still.inbox.waiting], [[2, 1], 1]);
  keys("n");
  assert.deepEqual(desk.shown("inbox"), [4, 1]);
  desk.holdStill("inbox", false);
  house.change({ questions: [question(5)] });
  assert.deepEqual(desk.shown("inbox"), [5, 4, 1]);
});

test("what this hand fetched back comes at once, though only the server knew where to", () => {
  const { house, desk } = sitDown([question(1, { merged: [2] }), question(2, { status: "merged", into: 1 }), question(3)]);
  desk.holdStill("inbox", true);
  desk.act([2], { wishes: [{ do: "unmerge_question", fields: { question: 2 } }], undo: [], words: "" });
  assert.deepEqual(desk.shown("inbox"), [1, 3]);
  house.change({ questions: [question(1), question(2)] });
  assert.deepEqual([desk.shown("inbox"), desk.still.inbox.waiting], [[1, 2, 3], 0]);
});

test("newcomers below the last one push nothing away and come at once", () => {
  const { house, desk } = sitDown(waiting(2));
  assert.deepEqual(desk.shown("inbox"), [1, 2]);
  desk.holdStill("inbox", true);
  house.change({ questions: [question(3)] });
  assert.deepEqual([desk.shown("inbox"), desk.still.inbox.waiting], [[1, 2, 3], 0]);
});

test("calling one before a better supported one asks why, and the reason goes with the call", () => {
  const line = [question(1, { status: "queued", support: 1 }), question(2, { status: "queued", support: 7 })];
  const { house, desk, keys } = sitDown(line);
  desk.hand.select("queue", 1);
  keys("s");
  assert.deepEqual([house.wished(), desk.dialog], [[], { kind: "pass", numbers: [1] }]);
  desk.close();
  desk.hand.select("queue", 2);
  keys("s");
  assert.deepEqual(house.wished(), [["call_question", { question: 2 }]]);
});

test("while one is on the floor the next is not called, and the desk says why", () => {
  const { house, desk, keys } = sitDown([question(1, { status: "on_floor" }), question(2, { status: "queued" })], { floor: { question: 1, since: 1, next: [] } });
  desk.hand.select("queue", 2);
  keys("s");
  assert.deepEqual(house.wished(), []);
  assert.equal(desk.history.toast.words.kind, "said");
});

test("keys rest in fields, with modifiers, in dialogs, and when they are switched off", () => {
  const { house, desk, page, press } = sitDown(waiting(3));
  press("j");
  press("a", { altKey: true });
  press("a", { ctrlKey: true });
  desk.open({ kind: "decline", numbers: [1] });
  press("a");
  desk.close();
  const field = Object.assign(new Event("keydown", { cancelable: true }), { key: "a" });
  Object.defineProperty(field, "target", { value: { closest: () => ({}) } });
  page.dispatchEvent(field);
  assert.deepEqual(house.wished(), []);
  press("a");
  press("z", { ctrlKey: true });
  assert.deepEqual(house.wished(), []);
  assert.equal(desk.history.entries[0].undone, true);
});

test("keys that were switched off stay off, but Ctrl+Z is everybody's", () => {
  const kept = new Map();
  const pressed = [];
  const page = new EventTarget();
  const storage = { getItem: (key) => kept.get(key) || null, setItem: (key, value) => kept.set(key, value) };
  const keys = openKeys({ page, storage, paused: () => false, press: (key) => void pressed.push(key) });
  keys.toggle();
  for (const more of [{ key: "a" }, { key: "z", ctrlKey: true }]) page.dispatchEvent(Object.assign(new Event("keydown"), more));
  assert.deepEqual([pressed, keys.on, [...kept.values()]], [["ctrl+z"], false, ["off"]]);
});

test("the question in hand is told to the others once the hand rests, and let go with the hand", () => {
  const { house, desk, timers, keys } = sitDown(waiting(3));
  keys("jj");
  timers.splice(0).forEach((act) => act());
  assert.deepEqual(house.asked, [["claim", { question: 2 }]]);
  desk.claims.hear([[1, "Lan"], [2, "Hạnh"], [1, "Bình"]]);
  assert.deepEqual([desk.claims.of(1), desk.claims.of(2)], [["Lan", "Bình"], []]);
  desk.hand.drop();
  timers.splice(0).forEach((act) => act());
  assert.deepEqual(house.asked[1], ["claim", { question: null }]);
});

test("a new line is told what is in hand, whether the old one was told or was not open yet", () => {
  const { house, timers, keys } = sitDown(waiting(3));
  house.connect("connecting");
  keys("j");
  timers.splice(0).forEach((act) => act());
  assert.deepEqual(house.asked, []);
  for (const told of [1, 2]) {
    house.connect("online");
    assert.deepEqual(house.asked, Array(told).fill(["claim", { question: 1 }]));
    house.connect("connecting");
  }
});

test("the hand finds a question wherever it went", () => {
  const { desk } = sitDown([question(1, { status: "declined" }), question(2, { status: "queued" }), question(3)]);
  desk.want({ sought: "không có" });
  desk.find(1);
  assert.deepEqual([desk.hand.at.column, desk.wanted.shelf.show, desk.wanted.sought], ["inbox", "declined", ""]);
  desk.find(2);
  assert.equal(desk.hand.at.column, "queue");
});

test("a list follows keys, and stands still under a pointer", () => {
  const { desk, keys, press } = sitDown(waiting(6));
  const act = () => desk.act([desk.hand.at.number], acts.approve(desk.current));
  desk.hand.touch("inbox", 2);
  assert.equal(desk.hand.touched, true);
  act();
  assert.deepEqual([desk.hand.at.number, desk.hand.touched], [3, true]);
  press("a");
  assert.deepEqual([desk.hand.at.number, desk.hand.touched], [4, false]);
  desk.hand.touch("inbox", 5);
  keys("j");
  assert.deepEqual([desk.hand.at.number, desk.hand.touched], [6, false]);
});

test("Caps Lock changes no key, and a program for typing Vietnamese is told of", () => {
  const { house, desk, press, keys } = sitDown([question(1, { status: "queued" }), question(2), question(3)]);
  const locked = { getModifierState: (name) => name === "CapsLock" };
  desk.hand.select("queue", 1);
  press("S", locked);
  desk.hand.select("inbox", 2);
  press("s", { ...locked, shiftKey: true });
  assert.deepEqual(house.wished(), [["call_question", { question: 1 }], ["seal_question", { question: 2 }]]);
  for (const composed of ["â", "đ", "ư", "ạ"]) {
    keys(composed);
    assert.equal(desk.history.toast.words.act, "Bộ gõ tiếng Việt đang bật nên phím tắt bị đổi thành chữ khác. Hãy tắt bộ gõ rồi bấm lại.");
    desk.history.dropToast(desk.history.toast.id);
  }
  assert.equal(house.wished().length, 2);
});
