import assert from "node:assert/strict";
import { test } from "node:test";

import { openLive } from "../live.js";
import { memoryBackend, openStorage } from "../live/storage.js";
import { supportOf, toggleSupport } from "../live/support.js";

/** A socket whose other end is the test. */
function line() {
  const heard = {};
  const asked = [];
  const socket = {
    connected: false,
    on: (name, act) => (heard[name] = act),
    connect() {},
    disconnect() {},
    emit: (name, body, reply) => asked.push({ name, body, reply }),
  };
  return {
    asked,
    makeSocket: () => socket,
    join() {
      socket.connected = true;
      heard.connect();
    },
    say: (name, body) => heard[name](body),
    answer: (body) => asked.shift().reply(body),
  };
}

const snapshot = (at, support = 0) => ({
  at: [1, at],
  conference: { code: "LS", stage: "live" },
  questions: [{ number: 1, text: "câu 1", support, status: "queued", at: 1 }],
  mine: { questions: [], votes: [] },
});

function open(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const wire = line();
  let ids = 0;
  const live = openLive({
    conference: "LS",
    as: "attendee",
    token: null,
    snapshot: snapshot(5),
    store: openStorage("LS", memoryBackend()).outbox,
    makeSocket: wire.makeSocket,
    newId: () => `id-${++ids}`,
  });
  return { live, wire };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a missed delta is asked for, once, and filled in", async (t) => {
  const { live, wire } = open(t);
  wire.join();
  wire.say("delta", { from: 6, to: 7, votes: [[1, 7]] });
  wire.say("delta", { from: 7, to: 8, votes: [[1, 8]] });
  await settled();
  assert.deepEqual(wire.asked.map(({ name, body }) => [name, body]), [["sync", { since: [1, 5] }]]);
  wire.answer({ deltas: [{ from: 5, to: 8, votes: [[1, 8]] }] });
  await settled();
  assert.deepEqual([live.view.at, live.view.questions.get(1).support], [[1, 8], 8]);
});

test("a sync answer that does not fit is asked for again from nothing", async (t) => {
  const { live, wire } = open(t);
  wire.join();
  wire.say("delta", { from: 9, to: 10 });
  await settled();
  wire.answer({ deltas: [{ from: 7, to: 10 }] });
  await settled();
  assert.deepEqual(wire.asked[0].body, { since: null });
  wire.answer({ snapshot: snapshot(10, 3) });
  await settled();
  assert.equal(live.view.questions.get(1).support, 3);
});

test("resync asks for what was missed", async (t) => {
  const { wire } = open(t);
  wire.join();
  wire.say("resync", { reason: "slow" });
  await settled();
  assert.deepEqual(wire.asked[0].body, { since: [1, 5] });
});

test("support shows at once, is not counted twice, and settles with the view", async (t) => {
  const { live, wire } = open(t);
  wire.join();
  const seen = () => {
    const { given, count, state } = supportOf(live, live.view.questions.get(1));
    return [given, count, state];
  };
  toggleSupport(live, live.view.questions.get(1));
  assert.deepEqual(seen(), [true, 1, "sending"]);
  await settled();
  wire.answer({ ok: true, position: 6 });
  await settled();
  assert.deepEqual(seen(), [true, 1, "idle"]);
  wire.say("delta", { from: 5, to: 6, votes: [[1, 1]] });
  await settled();
  assert.deepEqual(seen(), [true, 1, "idle"]);
  assert.deepEqual(live.operations, []);
});

test("support given and taken back before it left sends nothing", async (t) => {
  const { live, wire } = open(t);
  await toggleSupport(live, live.view.questions.get(1));
  await toggleSupport(live, live.view.questions.get(1));
  wire.join();
  await settled();
  assert.deepEqual([wire.asked, live.operations], [[], []]);
});

test("a refused vote says so and leaves the count alone", async (t) => {
  const { live, wire } = open(t);
  wire.join();
  toggleSupport(live, live.view.questions.get(1));
  await settled();
  wire.answer({ ok: false, refusal: "paused" });
  await settled();
  const { given, count, state } = supportOf(live, live.view.questions.get(1));
  assert.deepEqual([given, count, state], [false, 0, "failed"]);
});
