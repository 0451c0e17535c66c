/**
 * One live conference as a screen holds it: connects, keeps the view in step with the server, carries wishes
 * there. All four screens use this and nothing else to talk to the hall. Read `live/view.js` next.
 *
 * A delta that does not fit asks the server for what was missed (`sync`); so does every waking of the phone.
 */

import { openLink } from "./live/link.js";
import { openOutbox } from "./live/outbox.js";
import { GAP, applyDelta, applySync, fromSnapshot } from "./live/view.js";

const ACKNOWLEDGED_WITHIN = 8000;
const SYNC_AGAIN_AFTER = 3000;
const NOTHING_OF_MINE = { questions: [], votes: [] };

/**
 * @param {object} given
 * @param {string} given.conference its code
 * @param {string} given.as attendee, display, or a staff role
 * @param {string|null} given.token the device token, where cookies do not travel
 * @param {object|null} given.snapshot the view the page came with
 * @param {object} given.store an outbox store (see `live/storage.js`)
 * @param {Function} given.makeSocket socket.io's `io`
 * @param {() => string} given.newId
 * @param {number} [given.patience] ms a wish waits for the network before it fails; for ever when absent
 * @param {number} [given.probeEvery]
 * @param {() => Promise<void>} [given.pace] awaited before each wish, by screens that send many at once
 * @param {Record<string, Function>} [given.hears] what else this screen listens to
 */
export function openLive(given) {
  const listeners = new Set();
  const held = {
    view: given.snapshot ? fromSnapshot(given.snapshot) : null,
    mine: (given.snapshot && given.snapshot.mine) || NOTHING_OF_MINE,
    present: null,
    connection: "connecting",
    refusal: null,
    everOnline: false,
    heardAt: Date.now(),
    receipts: new Map(),
  };
  let syncing = false;
  let announced = false;

  /** One change notice for everything that happens in the same turn. */
  function changed() {
    if (announced) return;
    announced = true;
    Promise.resolve().then(() => {
      announced = false;
      for (const listener of listeners) listener(live);
    });
  }

  function hold(view, mine) {
    held.view = view;
    if (mine) held.mine = mine;
    held.heardAt = Date.now();
    outbox.seen(view.at[1]);
    changed();
  }

  async function sync(fromNothing) {
    const since = held.view && !fromNothing ? held.view.at : null;
    const answer = await link.emit("sync", { since }, ACKNOWLEDGED_WITHIN);
    if (answer.refusal) return void setTimeout(catchUp, SYNC_AGAIN_AFTER);
    const view = held.view || answer.snapshot ? applySync(held.view, answer) : GAP;
    if (view === GAP) return fromNothing ? undefined : sync(true);
    hold(view, answer.snapshot && answer.snapshot.mine);
  }

  function catchUp(fromNothing = false) {
    if (syncing) return;
    syncing = true;
    // A failed sync needs no care here: the link notices a dead line, and joining again brings a view.
    sync(fromNothing).catch(() => {}).then(() => (syncing = false));
  }

  const outbox = openOutbox({
    store: given.store,
    newId: given.newId,
    onChange: changed,
    patience: given.patience,
    transmit: async (operation) => {
      if (given.pace) await given.pace();
      const wish = { do: operation.do, id: operation.id, ...operation.fields };
      const answer = settled(operation, await link.emit("command", wish, ACKNOWLEDGED_WITHIN));
      if (answer.ok) noteOwn(operation, answer);
      return answer;
    },
  });

  /** Support that stands already, given in another tab or before, is as good as given now. */
  function settled(operation, answer) {
    const stands = answer.refusal === "duplicate" && operation.do.endsWith("_vote");
    return stands ? { ok: true, position: 0 } : answer;
  }

  /** A vote's receipt is all that the server says of it to the phone that gave it. */
  function noteOwn({ id, do: wish, fields }, answer) {
    if (answer.receipt_code) held.receipts.set(id, answer);
    const { votes } = held.mine;
    const others = votes.filter((number) => number !== fields.question);
    if (wish === "cast_vote") held.mine = { ...held.mine, votes: [...others, fields.question] };
    if (wish === "retract_vote") held.mine = { ...held.mine, votes: others };
  }

  const link = openLink({
    makeSocket: given.makeSocket,
    namespace: given.as === "attendee" || given.as === "display" ? "/hall" : "/desk",
    probeEvery: given.probeEvery,
    auth: () => ({
      conference: given.conference,
      as: given.as,
      ...(given.token ? { token: given.token } : {}),
      ...(held.view ? { since: held.view.at } : {}),
    }),
    probe: () => sync(false),
    onState: (state, refusal) => {
      held.connection = state;
      held.refusal = refusal || null;
      if (state === "online") {
        held.everOnline = true;
        held.heardAt = Date.now();
      }
      outbox.setOnline(state === "online");
      changed();
    },
    events: {
      snapshot: (snapshot) => hold(fromSnapshot(snapshot), snapshot.mine),
      delta: (delta) => {
        const view = held.view ? applyDelta(held.view, delta) : GAP;
        if (view === GAP) catchUp();
        else if (view !== held.view) hold(view);
      },
      mine: (mine) => {
        held.mine = mine;
        changed();
      },
      resync: () => catchUp(),
      present: (present) => {
        held.present = present.attendees;
        changed();
      },
      ...given.hears,
    },
  });

  const live = {
    get view() { return held.view; },
    get mine() { return held.mine; },
    get present() { return held.present; },
    get connection() { return held.connection; },
    get refusal() { return held.refusal; },
    get everOnline() { return held.everOnline; },
    /** When the server last said anything (ms): how old what is shown may be. */
    get heardAt() { return held.heardAt; },
    /** What the server gave for a question asked by this operation, once it has. */
    receiptOf: (id) => held.receipts.get(id),
    get operations() { return outbox.all(); },
    send: outbox.add,
    /** A question to the server that changes nothing; rejects when no answer came. */
    ask: (name, body) => link.emit(name, body, ACKNOWLEDGED_WITHIN),
    retry: outbox.retry,
    cancel: outbox.cancel,
    discard: outbox.discard,
    wake: link.wake,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  outbox.restore();
  return live;
}
