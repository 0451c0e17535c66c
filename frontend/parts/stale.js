/** On screens that others act by: says so when what is shown may be out of date. */

import { _, n_, refusalWords } from "../words.js";
import { useSecond } from "./clock.js";
import { html } from "./html.js";

const FRESH_FOR = 5000;

export function Stale({ live }) {
  const now = useSecond();
  const age = now - live.heardAt;
  const stale = age > FRESH_FOR;
  return html`<div class="stale" role="alert">
    ${stale &&
    html`<p>${live.refusal ? refusalWords(live.refusal) : _("Mất liên lạc với máy chủ.")} ${n_("Nội dung này đã cũ {n} giây.", Math.floor(age / 1000))}</p>`}
  </div>`;
}
