/** What became of the last conference's questions: shown until the first question of this one is called. */

import { SaidInline, html } from "../parts/html.js";
import { _ } from "../words.js";

export function Carried({ of }) {
  return html`<section class="display-now display-carried" aria-labelledby="carried-head">
    <h2 id="carried-head">${_("Kỳ trước đã làm được gì")}</h2>
    <p class="display-carried-title"><${SaidInline} text=${of.title} /></p>
    <dl class="display-carried-figures">
      <div><dt>${_("ý kiến, kiến nghị")}</dt><dd>${of.total}</dd></div>
      <div class="display-carried-replied"><dt>${_("đã trả lời")}</dt><dd>${of.replied}</dd></div>
      <div class="display-carried-resolved"><dt>${_("đã giải quyết xong")}</dt><dd>${of.resolved}</dd></div>
      <div><dt>${_("còn chờ trả lời")}</dt><dd>${of.waiting}</dd></div>
    </dl>
  </section>`;
}
