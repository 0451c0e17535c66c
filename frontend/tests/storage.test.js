/** What a phone keeps, on a disk that takes its time. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { openStorage } from "../live/storage.js";

/** As much of a browser's database as is read from, which answers only when it is told to. */
function slowDisk(kept) {
  const asked = [];
  const request = (result) => {
    const made = { result };
    asked.push(made);
    return made;
  };
  const rows = {
    getAllKeys: () => request([...kept.keys()]),
    getAll: () => request([...kept.values()]),
    get: (key) => request(kept.get(key)),
  };
  const open = () => request({ transaction: () => ({ objectStore: () => rows }) });
  return {
    factory: { open },
    async answer() {
      for (let pass = 0; pass < 3; pass += 1) {
        for (const one of asked.splice(0)) one.onsuccess();
        await settled();
      }
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what was kept is found however long the disk takes", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const wish = { id: "a", do: "ask_question", fields: { text: "Đèn đường?" }, at: 1 };
  const disk = slowDisk(new Map([["outbox/LS/a", wish], ["draft/LS", { text: "Nước sạch?" }]]));
  globalThis.indexedDB = disk.factory;
  t.after(() => delete globalThis.indexedDB);
  const storage = openStorage("LS");
  const found = Promise.all([storage.outbox.all(), storage.readDraft()]);
  await settled();
  t.mock.timers.tick(60000);
  await disk.answer();
  assert.deepEqual(await found, [[wish], { text: "Nước sạch?" }]);
});
