/**
 * Where a phone keeps what must survive a reload: its outbox and its draft. IndexedDB where it works; inside
 * some apps' web views and in private windows it throws or never answers, and then memory has to do. What was
 * kept is waited for as long as the disk takes: nothing else waits for it, and too late is better than lost.
 */

import { createStore, del, entries, get, set } from "idb-keyval";

const ANSWER_WITHIN = 1500;

export function openStorage(code, backend = indexedDbBackend()) {
  const outbox = `outbox/${code}/`;
  const draft = `draft/${code}`;
  return {
    outbox: {
      async all() {
        const kept = await backend.entries();
        return kept.filter(([key]) => String(key).startsWith(outbox)).map(([, operation]) => operation);
      },
      put: (operation) => backend.set(outbox + operation.id, operation),
      remove: (id) => backend.del(outbox + id),
    },
    readDraft: () => backend.get(draft),
    keepDraft: (words) => backend.set(draft, words),
    dropDraft: () => backend.del(draft),
  };
}

/** Keeps nothing beyond the page: for screens whose wishes must not be repeated minutes later. */
export function openMemory(code) {
  return openStorage(code, memoryBackend());
}

export function memoryBackend() {
  const kept = new Map();
  return {
    entries: async () => [...kept.entries()],
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    del: async (key) => void kept.delete(key),
  };
}

function indexedDbBackend() {
  const memory = memoryBackend();
  let store;
  try {
    store = createStore("doithoai", "kept");
  } catch {
    return memory;
  }
  // Every write goes to memory too, so that a database failing half-way loses nothing of this visit.
  return {
    entries: () => entries(store).catch(memory.entries),
    get: (key) => get(key, store).catch(() => memory.get(key)),
    set: async (key, value) => {
      await memory.set(key, value);
      await soon(() => set(key, value, store));
    },
    del: async (key) => {
      await memory.del(key);
      await soon(() => del(key, store));
    },
  };
}

/** A wish goes out whether or not it could be kept. */
async function soon(write) {
  try {
    await Promise.race([write(), new Promise((_, fail) => setTimeout(fail, ANSWER_WITHIN))]);
  } catch {
    // Memory has it.
  }
}
