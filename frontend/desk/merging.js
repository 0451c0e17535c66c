/** Choose where a question is merged into: by what looks alike, or by searching. Both texts are shown. */

import { useEffect, useState } from "preact/hooks";

import { Face, Said, html } from "../parts/html.js";
import { _, n_, number, word } from "../words.js";
import * as acts from "./acts.js";
import { Dialog } from "./dialog.js";
import { openIndex, seeker } from "./found.js";

const OFFERED_MAX = 6;
const folded = openIndex();

/** Whether this one may lead a family that the other joins. Pure. */
export function mayLead(target, question) {
  if (target.number === question.number || target.into) return false;
  if (target.status === "waiting") return question.status === "waiting";
  return ["queued", "on_floor", "deferred", "answered"].includes(target.status);
}

/** What the server finds alike first, then what matches the words sought. */
function useSimilar(desk, question) {
  const [similar, setSimilar] = useState(null);
  useEffect(() => {
    let here = true;
    desk.live.ask("similar", { question: question.number }).then(
      (answer) => here && setSimilar(answer.questions || []),
      () => here && setSimilar([]),
    );
    return () => (here = false);
  }, [question.number]);
  return similar;
}

export function MergeDialog({ desk, questions: [question] }) {
  const similar = useSimilar(desk, question);
  const [sought, seek] = useState("");
  const [chosen, choose] = useState(null);
  const matches = seeker(sought, folded);
  const alike = new Map(similar || []);
  const leads = (one) => one && mayLead(one, question);
  const offered = sought.trim() ? [...desk.seen.all()].filter((one) => leads(one) && matches(one)) : [...alike.keys()].map((one) => desk.seen.get(one)).filter(leads);
  const target = chosen === null ? null : desk.seen.get(chosen);
  function submit(event) {
    event.preventDefault();
    if (!target) return;
    desk.close();
    desk.act([question.number], acts.merge(question, target));
  }
  return html`<${Dialog} wide label=${_("Gộp № {number} vào câu khác", { number: question.number })} onClose=${desk.close}>
    <form class="dialog-form" onSubmit=${submit}>
      <div class="beside">
        <div><h3>№ ${question.number}</h3><div class="dialog-quote" tabindex="0"><${Said} text=${question.text} /></div></div>
        <div><h3>${target ? `№ ${target.number}` : _("Gộp vào")}</h3><div class="dialog-quote" tabindex="0">${target ? html`<${Said} text=${target.text} />` : _("Chọn một câu bên dưới.")}</div></div>
      </div>
      ${target && html`<p class="merge-union">${unionWords(question, target)}</p>`}
      <div class="field"><label for="merge-search">${_("Tìm câu để gộp vào")}</label><input id="merge-search" type="search" autofocus value=${sought} placeholder=${_("không cần dấu, hoặc số câu hỏi")} onInput=${(event) => seek(event.currentTarget.value)} /></div>
      <fieldset class="targets">
        <legend>${sought.trim() ? _("Câu khớp") : _("Câu giống nhất")}</legend>
        ${similar === null && !sought.trim() && html`<p>${_("Đang tìm câu giống…")}</p>`}
        ${similar !== null && offered.length === 0 && html`<p>${sought.trim() ? _("Không có câu nào khớp.") : _("Không thấy câu nào giống. Hãy tìm bằng chữ hoặc số.")}</p>`}
        ${offered.slice(0, OFFERED_MAX).map((one) => html`<${Target} key=${one.number} of=${one} alike=${alike.get(one.number)} chosen=${chosen === one.number} onChoose=${() => choose(one.number)} />`)}
      </fieldset>
      <div class="acts">
        <button class="button button-primary" disabled=${!target}>${target ? _("Gộp № {number} vào № {into}", { number: question.number, into: target.number }) : _("Gộp")}</button>
        <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

function Target({ of, alike, chosen, onChoose }) {
  return html`<label class="choice target"><input type="radio" name="target" value=${of.number} checked=${chosen} onChange=${onChoose} />
    <span><${Face} of=${of.number} /> <strong>▲ ${number(of.support || 0)}</strong> ${word("status", of.status)}${alike ? ` · ${_("giống {percent} %", { percent: Math.round(alike * 100) })}` : ""}<${Said} text=${of.text} /></span>
  </label>`;
}

/** Who supports both counts once; how many those are only the server knows. */
function unionWords(question, target) {
  const [one, other] = [question.support || 0, target.support || 0];
  if (!one || !other) return n_("Gộp xong: {n} người ủng hộ.", one + other);
  return _("Gộp xong: từ {least} đến {most} người ủng hộ; ai ủng hộ cả hai chỉ tính một lần.", { least: number(Math.max(one, other)), most: number(one + other) });
}
