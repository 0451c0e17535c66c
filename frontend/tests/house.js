/** A conference for the tests of the desk: the server does what it is told, but only when the test says so. */

import { GAP, applyDelta, fromSnapshot } from "../live/view.js";
import { foresee } from "../desk/foreseen.js";

export const question = (number, more = {}) => ({ number, text: `câu ${number}`, support: 0, status: "waiting", at: number * 1000, channel: "phone", ...more });

export function snapshot(questions, more = {}) {
  return {
    at: [1, 1],
    conference: { code: "LS", stage: "live", paused: false, counts: {}, topics: [], units: [] },
    floor: { question: null, since: null, next: [] },
    questions,
    queue: questions.filter((one) => one.status === "queued").map((one) => one.number),
    ...more,
  };
}

/** Stands in for `live.js`: wishes wait until `serve` lets the server decide them, in order. */
export function openHouse(first) {
  let view = fromSnapshot(first);
  let operations = [];
  let ids = 0;
  const asked = [];
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener());

  const live = {
    get view() { return view; },
    get operations() { return operations; },
    connection: "online",
    present: null,
    heardAt: 0,
    send(wish, fields) {
      operations = [...operations, { id: `op-${++ids}`, do: wish, fields, state: "waiting", tries: 0 }];
    },
    cancel(id) {
      operations = operations.filter((operation) => operation.id !== id);
    },
    discard(id) {
      live.cancel(id);
      tell();
    },
    ask(name, body) {
      asked.push([name, body]);
      return Promise.resolve({ ok: true });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function change(delta) {
    const next = applyDelta(view, { from: view.at[1], to: view.at[1] + 1, ...delta });
    if (next === GAP) throw new Error("a gap in the test's own house");
    view = next;
    tell();
  }

  return {
    live,
    asked,
    /** What was wished and not yet decided. */
    wished: () => operations.map(({ do: wish, fields }) => [wish, fields]),
    /** The server decides up to so many wishes: yes, or as `refuse` says. */
    serve(count = Infinity, refuse = () => null) {
      for (const operation of operations.filter((one) => one.state === "waiting").slice(0, count)) {
        const refusal = refuse(operation);
        if (refusal) {
          operations = operations.map((one) => (one === operation ? { ...one, state: "failed", ...refusal } : one));
          tell();
          continue;
        }
        const done = foresee(view, [operation]);
        operations = operations.filter((one) => one !== operation);
        change({ questions: [...done.changed.values()], queue: done.queue, floor: { question: done.floor, since: 1, next: [] } });
      }
    },
    /** Somebody else's doing. */
    change,
    /** The line comes and goes. */
    connect(state) {
      live.connection = state;
      tell();
    },
  };
}
