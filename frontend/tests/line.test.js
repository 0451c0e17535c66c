import assert from "node:assert/strict";
import { test } from "node:test";

import { beginning } from "../display/line.js";

const upTo = (limit) => (text) => text.length <= limit;

test("a text that fits is left as it is", () => {
  assert.equal(beginning("Bao giờ sửa đường?", upTo(18)), "Bao giờ sửa đường?");
});

test("a longer one ends between two words", () => {
  assert.equal(beginning("Cầu ván rất nguy hiểm", upTo(15)), "Cầu ván rất…");
});

test("one word too long for the line is all that is left of it", () => {
  assert.equal(beginning("rấtdàirấtdài một hai", upTo(3)), "rấtdàirấtdài…");
});
