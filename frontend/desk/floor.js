/** The third column's head: the question being answered, with what can become of it. */

import { lasting, useSecond } from "../parts/clock.js";
import { Asker, Face, Icon, Said, html } from "../parts/html.js";
import { Outcomes } from "../parts/outcomes.js";
import { _, n_ } from "../words.js";

export function Floor({ question, since, units, me, onAnswer, onClear, onDefer, live }) {
  if (!question) return html`<p class="empty">${live ? _("Chưa mời câu nào. Chọn một câu trong hàng chờ rồi bấm Mời.") : _("Khi hội nghị mở, câu được mời hiện ở đây.")}</p>`;
  return html`<article class="card card-floor">
    <div class="card-head">
      <${Face} of=${question.number} />
      <span class="card-facts"><span>${n_("{n} người ủng hộ", question.support)}</span><${Timer} since=${since} /></span>
    </div>
    <${Said} text=${question.text} />
    <${Asker} question=${question} />
    <${Outcomes} question=${question} units=${units} me=${me} onAnswer=${onAnswer} />
    <div class="card-acts">
      <button class="act" type="button" onClick=${onClear}><${Icon} of="undo" size=${18} /><span>${_("Đưa lại hàng chờ")}</span></button>
      <button class="act" type="button" onClick=${onDefer}><${Icon} of="later" size=${18} /><span>${_("Để sau hội nghị")}</span></button>
    </div>
  </article>`;
}

function Timer({ since }) {
  const now = useSecond();
  return html`<strong class="timer">${lasting(now - since)}</strong>`;
}
