import assert from "node:assert/strict";
import { test } from "node:test";

import * as acts from "../desk/acts.js";
import * as conduct from "../desk/acts-conduct.js";
import { difference } from "../desk/difference.js";
import { fold } from "../desk/fold.js";
import { NO_FILTER, filtered, offered, openIndex, seeker } from "../desk/found.js";
import { foresee } from "../desk/foreseen.js";
import { mayLead } from "../desk/merging.js";
import { guidance } from "../desk/noting.js";
import { openPace } from "../desk/pace.js";
import { counted, shelf } from "../desk/shelves.js";
import { runs } from "../desk/window.js";
import { partsOf, tagsOf } from "../desk/wording.js";
import { fromSnapshot } from "../live/view.js";
import { passedOver } from "../parts/passed-over.js";
import { snapshot } from "./house.js";

const question = (more = {}) => ({ number: 7, status: "queued", text: "Đường liên thôn", place: "Thôn Suối Cỏ", ...more });
const said = (wishes) => wishes.map(({ do: what, fields }) => [what, fields]);

test("words go along where somebody wrote some, and are left out where not", () => {
  assert.deepEqual(said(acts.hold(question(), [], "").wishes), [["hold_question", { question: 7 }]]);
  assert.deepEqual(said(acts.hold(question(), [], "Hỏi thôn đã").wishes), [["hold_question", { question: 7, words: "Hỏi thôn đã" }]]);
  assert.deepEqual(said(acts.guide(question(), [], "").wishes), [["guide_question", { question: 7 }]]);
  assert.deepEqual(
    [guidance("", " "), guidance(" Thanh tra tỉnh. ", ""), guidance("", "Mang theo quyết định"), guidance("Thanh tra tỉnh", "Mang theo quyết định")],
    ["", "Nơi giải quyết: Thanh tra tỉnh.", "Mang theo quyết định", "Nơi giải quyết: Thanh tra tỉnh. Mang theo quyết định"],
  );
});

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
  assert.deepEqual(back(acts.hold(question(), queue)), [
    ["release_question", { question: 7 }],
    ["approve_question", { question: 7 }],
    ["move_question", { question: 7, to: 1 }],
  ]);
  assert.deepEqual(back(acts.guide(question({ status: "waiting", held: true, note: "chờ" }), queue)), [
    ["return_question", { question: 7 }],
    ["hold_question", { question: 7, words: "chờ" }],
  ]);
  assert.deepEqual(back(acts.giveBack(question({ status: "declined", reason: "other", words: "lời" }), queue)), [
    ["decline_question", { question: 7, reason: "other", words: "lời" }],
  ]);
  assert.deepEqual(back(acts.giveBack(question({ status: "deferred" }), queue)), [
    ["approve_question", { question: 7 }],
    ["defer_question", { question: 7 }],
  ]);
  assert.deepEqual(back(acts.enqueue(question({ status: "guided" }))), [
    ["return_question", { question: 7 }],
    ["guide_question", { question: 7 }],
  ]);
  assert.deepEqual(back(acts.giveBack(question({ status: "guided", words: "Gửi đơn." }), queue)), [
    ["guide_question", { question: 7, words: "Gửi đơn." }],
  ]);
  assert.deepEqual(back(acts.release(question({ held: true, note: "chờ" }))), [["hold_question", { question: 7, words: "chờ" }]]);
  assert.deepEqual(back(acts.merge(question(), { number: 3 })), [["unmerge_question", { question: 7 }]]);
  assert.deepEqual(back(acts.unmerge(question({ into: 3 }))), [["merge_questions", { question: 7, into: 3 }]]);
  assert.deepEqual(back(acts.edit(question(), "khác")), [["edit_question", { question: 7, text: "Đường liên thôn" }]]);
  assert.deepEqual(back(acts.tag(question({ tags: ["cũ"], topic: "Đất đai" }), ["mới"], "")), [
    ["tag_question", { question: 7, tags: ["cũ"], topic: "Đất đai" }],
  ]);
  assert.deepEqual(back(acts.mute(question(), 15)), [["unmute_asker", { question: 7 }]]);
  assert.deepEqual(back(conduct.asking(false)), [["reopen_asking", {}]]);
  assert.deepEqual(back(conduct.voting(true)), [["close_voting", {}]]);
  assert.deepEqual(back(conduct.slowMode(60, 30)), [["set_slow_mode", { seconds: 30 }]]);
  assert.deepEqual(back(conduct.moderation("post")), [["set_moderation", { mode: "pre" }]]);
  assert.deepEqual(back(conduct.joinMode("paper", "", { mode: "code", code: "SEN1" })), [["set_join_mode", { mode: "code", code: "SEN1" }]]);
  assert.deepEqual(back(conduct.tellChair("Còn 10 phút", "")), [["tell_chair", { text: "" }]]);
});

test("what was told to somebody, sealed or numbered cannot be taken back", () => {
  const irreversible = [
    acts.answer({ question: 7 }),
    acts.seal(question()),
    acts.split(question(), ["một", "hai"]),
    acts.review(question({ status: "declined" }), true, ""),
    acts.discardVotes(question()),
  ];
  assert.deepEqual(irreversible.map((act) => act.undo), irreversible.map(() => []));
});

test("search forgives missing diacritics, and finds by number and by tag", () => {
  const folded = openIndex();
  const found = (sought) => seeker(sought, folded)(question({ tags: ["gấp"] }));
  assert.equal(fold("Đường Suối"), "duong suoi");
  assert.deepEqual(["duong suoi co", "7", "№ 7", "GAP duong", "  "].map(found), [true, true, true, true, true]);
  assert.deepEqual(["cầu", "duong cau", "77"].map(found), [false, false, false]);
});

test("the index notices a new wording", () => {
  const folded = openIndex();
  assert.equal(folded(question()), folded(question()));
  assert.equal(folded(question({ text: "Cầu" })), "cau thon suoi co");
});

test("filters narrow together, and offer what there is", () => {
  const given = [question({ topic: "Đất đai", flags: ["insult"] }), question({ number: 8, topic: "Đất đai", tags: ["gấp"] })];
  const left = (filter) => given.filter(filtered({ ...NO_FILTER, ...filter })).map((one) => one.number);
  assert.deepEqual([left({}), left({ topic: "Đất đai" }), left({ topic: "Đất đai", tag: "gấp" }), left({ flag: "complaint" })], [[7, 8], [7, 8], [8], []]);
  assert.deepEqual([offered("topic", given), offered("tag", given)], [[["Đất đai", 2]], [["gấp", 1]]]);
});

test("shelves part the inbox, each in the wished order", () => {
  const given = [
    question({ number: 1, status: "waiting", support: 2, at: 0 }),
    question({ number: 2, status: "waiting", support: 5, at: 0 }),
    question({ number: 3, status: "waiting", held: true }),
    question({ number: 4, status: "declined", review: { state: "requested" } }),
    question({ number: 5, status: "waiting", flags: ["insult"], support: 1, at: 600000 }),
  ];
  const foreseen = foresee(fromSnapshot(snapshot(given)), []);
  const on = (show, order = "oldest") => shelf(foreseen, { show, order }, () => true, 600000);
  assert.deepEqual([on("waiting"), on("waiting", "newest"), on("waiting", "supported"), on("waiting", "fair")], [[1, 2, 5], [5, 2, 1], [2, 1, 5], [2, 5, 1]]);
  assert.deepEqual([on("held"), on("review"), on("declined"), on("flagged")], [[3], [4], [4], [5]]);
  assert.deepEqual(counted(foreseen), { waiting: 3, held: 1, review: 1, flagged: 1, declined: 1, merged: 0, guided: 0, sealed: 0 });
});

test("only what is in sight is drawn, and what the hand is on", () => {
  const heights = Array.from({ length: 1000 }, () => 100);
  assert.deepEqual(runs(heights, 250, 450, -1), [{ gap: 200 }, { at: 2 }, { at: 3 }, { at: 4 }, { gap: 99500 }]);
  assert.deepEqual(runs(heights, 0, 100, 999), [{ at: 0 }, { gap: 99800 }, { at: 999 }]);
  assert.deepEqual(runs([], 0, 100, -1), []);
});

test("two wordings are compared word by word", () => {
  assert.deepEqual(difference("đường thôn hỏng", "đường liên thôn hỏng"), [
    { kind: "same", text: "đường " },
    { kind: "in", text: "liên " },
    { kind: "same", text: "thôn hỏng" },
  ]);
  assert.deepEqual(difference("một", "hai"), [{ kind: "out", text: "một" }, { kind: "in", text: "hai" }]);
});

test("blank lines part a speech, commas part tags", () => {
  assert.deepEqual(partsOf(" một\nvẫn một \n\n \nhai\n"), ["một\nvẫn một", "hai"]);
  assert.deepEqual(tagsOf("gấp, đất , gấp,, "), ["gấp", "đất"]);
  assert.equal(tagsOf("1,2,3,4,5,6,7,8,9").length, 8);
});

test("who may lead a family", () => {
  const waiting = question({ status: "waiting" });
  const lead = (more, into = waiting) => mayLead(question({ number: 8, ...more }), into);
  assert.deepEqual([lead({}), lead({ status: "waiting" }), lead({ status: "merged" }), lead({ into: 3 }), lead({ number: 7 })], [true, true, false, false, false]);
  assert.equal(lead({ status: "waiting" }, question()), false);
});

test("the one that would be passed over is the best supported of those left behind", () => {
  const given = new Map([question({ support: 3 }), question({ number: 8, support: 5 }), question({ number: 9, support: 5 })].map((one) => [one.number, one]));
  const over = (called) => passedOver([7, 8, 9], (number) => given.get(number), called);
  assert.deepEqual([over(7).number, over(8), over(9)], [8, null, null]);
});

test("many wishes at once go out no faster than the server listens", async () => {
  const waits = [];
  let time = 0;
  const turn = openPace({ now: () => time, later: (act, ms) => (waits.push(Math.round(ms)), act()) });
  for (let sent = 0; sent < 53; sent += 1) await turn();
  assert.deepEqual(waits, [33, 67, 100]);
  time = 60000;
  await turn();
  assert.equal(waits.length, 3);
});
