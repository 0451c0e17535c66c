import assert from "node:assert/strict";
import { test } from "node:test";

import { openLink } from "../live/link.js";

function open(t, probe) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const heard = {};
  const calls = [];
  const states = [];
  const page = fakePage();
  let socket;
  openLink({
    makeSocket: (_, options) =>
      (socket = {
        io: { opts: options },
        on: (name, act) => (heard[name] = act),
        connect: () => calls.push("connect"),
        disconnect: () => calls.push("disconnect"),
      }),
    namespace: "/hall",
    auth: () => ({}),
    events: {},
    probe,
    onState: (state, refusal) => states.push(refusal || state),
    page,
    random: () => 0.5,
    now: () => 0,
  });
  return { heard, calls, states, page, transports: () => socket.io.opts.transports, tick: (ms) => t.mock.timers.tick(ms) };
}

function fakePage() {
  const heard = {};
  const listen = (name, act) => (heard[name] = act);
  return { WebSocket: class {}, document: { hidden: false, addEventListener: listen }, addEventListener: listen, fire: (name) => heard[name]({}) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const silence = () => new Promise(() => {});

test("waking on a dead line drops it after two seconds and connects at once", async (t) => {
  const { heard, calls, states, page, tick } = open(t, silence);
  heard.connect();
  calls.length = 0;
  page.fire("visibilitychange");
  tick(1999);
  await settled();
  assert.deepEqual(calls, []);
  tick(1);
  await settled();
  assert.deepEqual(calls, ["disconnect", "connect"]);
  assert.deepEqual(states, ["online", "connecting"]);
});

test("waking on a live line keeps it", async (t) => {
  const { heard, calls, page, tick } = open(t, async () => {});
  heard.connect();
  calls.length = 0;
  page.fire("visibilitychange");
  await settled();
  tick(2000);
  await settled();
  assert.deepEqual(calls, []);
});

test("attempts back off, and waking cuts the wait short", (t) => {
  const { heard, calls, page, tick } = open(t, silence);
  calls.length = 0;
  heard.connect_error(new Error("xhr poll error"));
  tick(499);
  assert.deepEqual(calls, []);
  tick(1);
  assert.deepEqual(calls, ["connect"]);
  heard.connect_error(new Error("xhr poll error"));
  page.fire("online");
  assert.deepEqual(calls, ["connect", "disconnect", "connect"]);
});

test("no attempts while the page is hidden", (t) => {
  const { heard, calls, page, tick } = open(t, silence);
  heard.connect();
  calls.length = 0;
  page.document.hidden = true;
  heard.disconnect("transport close");
  tick(60000);
  assert.deepEqual(calls, []);
  page.document.hidden = false;
  page.fire("visibilitychange");
  assert.deepEqual(calls, ["disconnect", "connect"]);
});

test("an attempt that hangs is given up", (t) => {
  const { calls, tick } = open(t, silence);
  assert.deepEqual(calls, ["connect"]);
  tick(9000);
  assert.deepEqual(calls, ["connect", "disconnect", "connect"]);
});

test("a refused connection says why and is tried again later", (t) => {
  const { heard, calls, states, tick } = open(t, silence);
  heard.connect_error(new Error("not_found"));
  assert.deepEqual(states, ["not_found"]);
  tick(500);
  assert.deepEqual(calls, ["connect", "connect"]);
});

test("sent away, it stays away as long as it was told", (t) => {
  const { heard, calls, tick } = open(t, silence);
  heard.connect();
  calls.length = 0;
  heard.bye({ code: "too_fast", rejoin: "later" });
  heard.disconnect("io server disconnect");
  tick(29999);
  assert.deepEqual(calls, []);
  tick(1);
  assert.deepEqual(calls, ["connect"]);
});

test("a session that ended says so", (t) => {
  const { heard, states } = open(t, silence);
  heard.connect();
  heard.bye({ code: "signed_out", rejoin: "signed_in" });
  heard.disconnect("io server disconnect");
  assert.deepEqual(states, ["online", "not_identified"]);
});

test("a WebSocket that never gets through gives way to polling", (t) => {
  const { heard, transports } = open(t, silence);
  assert.deepEqual(transports(), ["websocket", "polling"]);
  for (let attempt = 0; attempt < 3; attempt++) {
    heard.connect_error(new Error("timeout"));
    t.mock.timers.tick(20000);
  }
  assert.deepEqual(transports(), ["polling", "websocket"]);
});
