/** Where a question stands, in words. */

import { _, word } from "../words.js";

export function statusWords(status) {
  return status === "guided" ? _("Đã hướng dẫn khiếu nại") : word("status", status);
}
