import assert from "node:assert/strict";
import { test } from "node:test";

import { openOutbox } from "../live/outbox.js";
import { memoryBackend, openStorage } from "../live/storage.js";

/** An outbox whose server answers as told and whose clock only moves when asked to. */
function bench({ answers = [], backend = memoryBackend(), patience } = {}) {
  const sent = [];
  const due = [];
  let time = 0;
  let ids = 0;
  const box = openOutbox({
    store: openStorage("LS", backend).outbox,
    newId: () => `id-${++ids}`,
    onChange: () => {},
    now: () => time,
    later: (act, ms) => due.push({ act, at: time + ms }),
    patience,
    transmit: async (operation) => {
      sent.push(operation.id);
      const answer = answers.shift();
      if (!answer) throw new Error("offline");
      return answer;
    },
  });
  return {
    box,
    sent,
    backend,
    async pass(ms) {
      time += ms;
      for (const timer of due.splice(0)) timer.at <= time ? timer.act() : due.push(timer);
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const states = (box) => box.all().map((operation) => operation.state);
const ok = (position) => ({ ok: true, position });
const no = (refusal) => ({ ok: false, refusal });

test("what is wished offline waits, and is sent once when the line is back", async () => {
  const { box, sent } = bench({ answers: [ok(5)] });
  await box.add("ask_question", { text: "Khi nào sửa đường?" });
  assert.deepEqual([states(box), sent], [["waiting"], []]);
  box.setOnline(true);
  await settled();
  assert.deepEqual([states(box), sent], [["done"], ["id-1"]]);
  box.seen(4);
  assert.deepEqual(states(box), ["done"]);
  box.seen(5);
  assert.deepEqual(states(box), []);
});

test("an unanswered wish is sent again under the same id", async () => {
  const { box, sent, pass } = bench({ answers: [null, ok(3)] });
  box.setOnline(true);
  await box.add("cast_vote", { question: 1 });
  await settled();
  assert.deepEqual([states(box), sent], [["waiting"], ["id-1"]]);
  await pass(600);
  assert.deepEqual([states(box), sent], [["done"], ["id-1", "id-1"]]);
});

test("wishes survive a reload with their ids, until they are acknowledged", async () => {
  const first = bench();
  await first.box.add("ask_question", { text: "Nước sạch?" });
  const second = bench({ backend: first.backend, answers: [ok(9)] });
  await second.box.restore();
  second.box.setOnline(true);
  await settled();
  await settled();
  assert.deepEqual(second.sent, ["id-1"]);
  const third = bench({ backend: first.backend });
  await third.box.restore();
  assert.deepEqual(third.box.all(), []);
});

test("one is in flight at a time, in the order they were made", async () => {
  const { box, sent } = bench({ answers: [ok(1), ok(2), ok(3)] });
  await box.add("cast_vote", { question: 1 });
  await box.add("retract_vote", { question: 1 });
  await box.add("cast_vote", { question: 1 });
  box.setOnline(true);
  await settled();
  await settled();
  assert.deepEqual(sent, ["id-1", "id-2", "id-3"]);
});

test("busy and not_saved are tried again by themselves", async () => {
  const { box, sent, pass } = bench({ answers: [no("busy"), no("not_saved"), ok(1)] });
  box.setOnline(true);
  await box.add("cast_vote", { question: 1 });
  await settled();
  assert.deepEqual(states(box), ["waiting"]);
  await pass(1001);
  await pass(4001);
  assert.deepEqual([states(box), sent.length], [["done"], 3]);
});

test("a refusal is kept for the person, across a reload, and can be tried again", async () => {
  const first = bench({ answers: [no("too_long")] });
  first.box.setOnline(true);
  await first.box.add("ask_question", { text: "dài" });
  await settled();
  assert.deepEqual(states(first.box), ["failed"]);
  const second = bench({ backend: first.backend, answers: [ok(1)] });
  await second.box.restore();
  second.box.setOnline(true);
  await settled();
  assert.deepEqual(second.box.all().map((one) => [one.state, one.refusal]), [["failed", "too_long"]]);
  second.box.retry("id-1");
  await settled();
  assert.deepEqual(states(second.box), ["done"]);
});

test("only a wish that never left can be cancelled", async () => {
  const { box, pass } = bench({ answers: [null] });
  await box.add("cast_vote", { question: 1 });
  assert.equal(await box.cancel("id-1"), true);
  assert.deepEqual(box.all(), []);
  box.setOnline(true);
  await box.add("cast_vote", { question: 2 });
  await settled();
  assert.equal(await box.cancel("id-2"), false);
  await pass(0);
});

test("with little patience a wish fails instead of waiting for the network", async () => {
  const { box, pass } = bench({ patience: 10000 });
  await box.add("call_question", { question: 1 });
  await pass(10001);
  assert.deepEqual(box.all().map((one) => [one.state, one.refusal]), [["failed", "offline"]]);
});

test("many wishes at once take their time: none is given up while the line is good", async () => {
  const sent = [];
  const due = [];
  const answer = [];
  const box = openOutbox({
    store: openStorage("LS", memoryBackend()).outbox,
    newId: () => `id-${sent.length}-${Math.random()}`,
    onChange: () => {},
    later: (act) => due.push(act),
    patience: 10,
    transmit: (operation) => new Promise((resolve) => (sent.push(operation.fields.question), answer.push(resolve))),
  });
  box.setOnline(true);
  for (const question of [1, 2]) await box.add("approve_question", { question });
  for (const act of due.splice(0)) act();
  assert.deepEqual(states(box), ["sending", "waiting"]);
  answer.shift()(ok(1));
  await settled();
  assert.deepEqual([states(box), sent], [["done", "sending"], [1, 2]]);
});

test("in slow mode the server says when, and the wish waits that long", async () => {
  const { box, sent, pass } = bench({ answers: [{ ok: false, refusal: "too_fast", detail: 45 }, ok(4)] });
  box.setOnline(true);
  await box.add("ask_question", { text: "Đèn đường?" });
  await settled();
  await pass(44000);
  assert.deepEqual([states(box), sent], [["waiting"], ["id-1"]]);
  await pass(1100);
  assert.deepEqual([states(box), sent], [["done"], ["id-1", "id-1"]]);
});
