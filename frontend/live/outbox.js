/**
 * Wishes on their way to the server. Each keeps the id it was born with, so sending it again is harmless;
 * each is stored before it is first sent, so a reload loses nothing. One is in flight at a time: votes for
 * the same question must arrive in the order they were made.
 *
 * States: `waiting` (for its turn or for the network), `sending`, `done` (acknowledged, not yet seen in the
 * view), `failed` (refused; a person decides whether to try again).
 */

const RETRIED_REFUSALS = { busy: 1000, not_saved: 2000, too_fast: 8000 };
const LONGEST_DELAY = 20000;

/**
 * @param {object} given
 * @param {(operation: object) => Promise<object>} given.transmit resolves with the acknowledgement
 * @param {{all: Function, put: Function, remove: Function}} given.store
 * @param {() => string} given.newId
 * @param {() => void} given.onChange
 * @param {() => number} [given.now]
 * @param {(act: () => void, ms: number) => unknown} [given.later]
 * @param {number} [given.patience] after this many ms without an answer an operation fails instead of waiting
 */
export function openOutbox(given) {
  const { transmit, store, newId, onChange } = given;
  const now = given.now || Date.now;
  const later = given.later || ((act, ms) => setTimeout(act, ms));
  const patience = given.patience || Infinity;
  /** @type {any[]} */
  let operations = [];
  let online = false;
  let busy = false;

  function change(operation, changes) {
    operations = operations.map((one) => (one.id === operation.id ? { ...one, ...changes } : one));
    onChange();
  }

  function drop(id) {
    operations = operations.filter((operation) => operation.id !== id);
    onChange();
  }

  async function add(wish, fields) {
    const operation = { id: newId(), do: wish, fields, at: now(), state: "waiting", tries: 0, notBefore: 0 };
    operations = [...operations, operation];
    onChange();
    if (patience !== Infinity) later(() => giveUp(operation.id), patience);
    await store.put(kept(operation));
    flush();
    return operation.id;
  }

  function giveUp(id) {
    const operation = find(id);
    if (!operation || operation.state !== "waiting") return;
    // The line is good and others go before it: many wishes at once take their time.
    if (online && busy) later(() => giveUp(id), patience);
    else refuse(operation, { refusal: "offline" });
  }

  async function restore() {
    const stored = await store.all();
    const known = new Set(operations.map((operation) => operation.id));
    const found = stored.filter((operation) => !known.has(operation.id));
    operations = [...found.map(revived).sort((one, other) => one.at - other.at), ...operations];
    if (found.length) onChange();
    flush();
  }

  async function flush() {
    if (busy || !online) return;
    const operation = operations.find((one) => one.state === "waiting" && one.notBefore <= now());
    if (!operation) return;
    busy = true;
    change(operation, { state: "sending" });
    try {
      await settle(operation, await transmit(operation));
    } catch {
      change(operation, { state: "waiting", notBefore: now() + backoff(operation, 500), tries: operation.tries + 1 });
      wakeFor(operation);
    }
    busy = false;
    flush();
  }

  async function settle(operation, answer) {
    if (answer.ok) {
      change(operation, { state: "done", answer });
      await store.remove(operation.id);
    } else if (answer.refusal in RETRIED_REFUSALS) {
      // In slow mode the server says how long; else it is for us to guess.
      const told = typeof answer.detail === "number" && answer.refusal === "too_fast";
      const wait = told ? answer.detail * 1000 : backoff(operation, RETRIED_REFUSALS[answer.refusal]);
      change(operation, { state: "waiting", refusal: answer.refusal, notBefore: now() + wait, tries: operation.tries + 1 });
      wakeFor(operation);
    } else {
      refuse(operation, answer);
      await store.put(kept(find(operation.id)));
    }
  }

  function refuse(operation, answer) {
    change(operation, { state: "failed", refusal: answer.refusal, detail: answer.detail });
  }

  function wakeFor(operation) {
    const waiting = find(operation.id);
    if (waiting) later(flush, Math.max(0, waiting.notBefore - now()) + 1);
  }

  function find(id) {
    return operations.find((operation) => operation.id === id);
  }

  return {
    all: () => operations,
    add,
    restore,
    flush,
    /** Call with `true` when the server answers again; everything that waits is sent at once. */
    setOnline(isOnline) {
      online = isOnline;
      if (online) {
        operations = operations.map((one) => (one.state === "waiting" ? { ...one, notBefore: 0 } : one));
        flush();
      }
    },
    /** The same wish again, under the same id. */
    retry(id) {
      const operation = find(id);
      if (!operation || operation.state !== "failed") return;
      change(operation, { state: "waiting", refusal: undefined, detail: undefined, notBefore: 0, tries: 0 });
      if (patience !== Infinity) later(() => giveUp(id), patience);
      flush();
    },
    /** Forget a wish. False when it may already have reached the server. */
    async cancel(id) {
      const operation = find(id);
      if (!operation || operation.state === "sending" || operation.tries > 0) return false;
      drop(id);
      await store.remove(id);
      return true;
    },
    /** Forget a refused wish. */
    async discard(id) {
      drop(id);
      await store.remove(id);
    },
    /** The view has reached `position`: what was done by then shows in it. */
    seen(position) {
      const left = operations.filter((one) => one.state !== "done" || one.answer.position > position);
      if (left.length !== operations.length) {
        operations = left;
        onChange();
      }
    },
  };
}

function backoff(operation, base) {
  return Math.min(LONGEST_DELAY, base * 2 ** Math.min(operation.tries, 6));
}

function kept(operation) {
  const { id, do: wish, fields, at, state, refusal, detail } = operation;
  return state === "failed" ? { id, do: wish, fields, at, state, refusal, detail } : { id, do: wish, fields, at };
}

function revived(stored) {
  // It may have reached the server before the reload: `tries` keeps it from being cancelled unsent.
  return { state: "waiting", notBefore: 0, ...stored, tries: 1 };
}
