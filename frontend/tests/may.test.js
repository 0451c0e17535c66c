import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { isOpen, whyNotAsk, whyNotVote } from "../phone/may.js";

const CASES = JSON.parse(readFileSync(new URL("../../tests/web/taking_part.json", import.meta.url), "utf8"));

for (const { name, conference, mine, now, ask, vote } of CASES) {
  test(`taking part: ${name}`, () => assert.deepEqual([whyNotAsk(conference, mine, now), whyNotVote(conference, mine)], [ask, vote]));
}

test("a phone may take part from the announcement to the end, but not in a break", () => {
  const open = (stage, paused) => isOpen({ stage, paused });
  assert.deepEqual([open("draft"), open("announced"), open("live"), open("live", true), open("closed")], [false, true, true, false, false]);
});
