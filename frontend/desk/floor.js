/** The third column's head: the question being answered, with what can become of it. */

import { lasting, useSecond } from "../parts/clock.js";
import { Asker, Face, Icon, Said, html } from "../parts/html.js";
import { Outcomes } from "../parts/outcomes.js";
import { _, n_ } from "../words.js";
import * as acts from "./acts.js";

export function Floor({ desk, question, since, units, onAnswer, live }) {
  if (!question) return html`<p class="empty">${live ? _("Chưa mời câu nào. Chọn một câu trong hàng chờ rồi bấm Mời.") : _("Khi hội nghị mở, câu được mời hiện ở đây.")}</p>`;
  const does = (make) => () => desk.act([question.number], make(question, desk.seen.queue));
  return html`<article class="card card-floor">
    <div class="card-head">
      <${Face} of=${question.number} />
      <span class="card-facts"><span>${n_("{n} người ủng hộ", question.support)}</span><${Timer} since=${since} /></span>
    </div>
    <${Said} text=${question.text} />
    <${Asker} question=${question} />
    <${Outcomes} question=${question} units=${units} me=${desk.me} onAnswer=${onAnswer} />
    <div class="card-acts">
      <button class="act" type="button" onClick=${() => desk.open({ kind: "edit", numbers: [question.number] })}><${Icon} of="pen" size=${18} /><span>${_("Sửa lời")}</span></button>
      <button class="act" type="button" onClick=${does(acts.clearFloor)}><${Icon} of="undo" size=${18} /><span>${_("Đưa lại hàng chờ")}</span></button>
      <button class="act" type="button" onClick=${does(acts.defer)}><${Icon} of="later" size=${18} /><span>${_("Để sau hội nghị")}</span></button>
      <button class="act act-no" type="button" onClick=${does(acts.seal)}><${Icon} of="seal" size=${18} /><span>${_("Niêm phong")}</span></button>
    </div>
  </article>`;
}

function Timer({ since }) {
  const now = useSecond();
  return html`<strong class="timer">${lasting(since ? now - since : 0)}</strong>`;
}
