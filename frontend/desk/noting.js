/** Dialogs for an act that may carry words: Enter alone does it without any. */

import { useState } from "preact/hooks";

import { html } from "../parts/html.js";
import { _, n_ } from "../words.js";
import * as acts from "./acts.js";
import { Dialog, Quoted } from "./dialog.js";

const WORDS_MAX = 500;
const BODY_MAX = 120;

const into = (set) => (event) => set(event.currentTarget.value);

/** What the asker reads, in the language that citizens are spoken to. Pure. */
export function guidance(body, words) {
  const said = [body.trim() && `Nơi giải quyết: ${body.trim().replace(/\.$/, "")}.`, words.trim()];
  return said.filter(Boolean).join(" ").slice(0, WORDS_MAX);
}

/** One act with each of the questions, then the dialog is done with. */
function perform(desk, questions, make, together) {
  const all = questions.map((question) => make(question, desk.seen.queue));
  desk.close();
  desk.act(questions.map((question) => question.number), all.length > 1 ? acts.together(together, all) : all[0]);
}

export function HoldDialog({ desk, questions }) {
  const [words, setWords] = useState("");
  const label = questions.length > 1 ? n_("Giữ lại {n} câu", questions.length) : _("Giữ lại № {number}", { number: questions[0].number });
  const submit = () => perform(desk, questions, (question, queue) => acts.hold(question, queue, words.trim()), n_("giữ lại {n} câu", questions.length));
  return html`<${Noting} desk=${desk} questions=${questions} label=${label} submit=${submit}>
    <${Words} id="hold-words" label=${_("Ghi chú cho đồng nghiệp (không bắt buộc)")} hint=${_("Người hỏi không thấy ghi chú. Enter để giữ lại ngay.")} words=${words} set=${setWords} submit=${submit} autofocus />
  <//>`;
}

export function GuideDialog({ desk, questions }) {
  const [body, setBody] = useState("");
  const [words, setWords] = useState("");
  const label = questions.length > 1 ? n_("Hướng dẫn khiếu nại cho {n} câu", questions.length) : _("Hướng dẫn khiếu nại cho № {number}", { number: questions[0].number });
  const submit = () => perform(desk, questions, (question, queue) => acts.guide(question, queue, guidance(body, words)), n_("hướng dẫn khiếu nại cho {n} câu", questions.length));
  return html`<${Noting} desk=${desk} questions=${questions} label=${label} submit=${submit}>
    <p>${_("Người hỏi luôn được báo: việc này theo thủ tục khiếu nại, gửi đơn đến nơi tiếp công dân của xã.")}</p>
    <div class="field">
      <label for="guide-body">${_("Cơ quan có thẩm quyền (không bắt buộc)")}</label>
      <input id="guide-body" autofocus maxlength=${BODY_MAX} value=${body} onInput=${into(setBody)} list="guide-bodies" />
      <datalist id="guide-bodies">${(desk.conference.units || []).map((unit) => html`<option key=${unit} value=${unit}></option>`)}</datalist>
    </div>
    <${Words} id="guide-words" label=${_("Lời gửi người hỏi (không bắt buộc)")} hint=${_("Người hỏi thấy cơ quan và lời này. Enter để hướng dẫn ngay.")} words=${words} set=${setWords} submit=${submit} />
  <//>`;
}

function Noting({ desk, questions, label, submit, children }) {
  const submitted = (event) => {
    event.preventDefault();
    submit();
  };
  return html`<${Dialog} label=${label} onClose=${desk.close}>
    <form class="dialog-form" onSubmit=${submitted}>
      <${Quoted} questions=${questions} />
      ${children}
      <div class="acts">
        <button class="button button-primary">${label}</button>
        <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

function Words({ id, label, hint, words, set, submit, autofocus }) {
  /** A word that is still being composed takes the Enter for itself. */
  function byEnter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  }
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea id=${id} rows="2" autofocus=${autofocus} maxlength=${WORDS_MAX - BODY_MAX - 20} aria-describedby=${`${id}-hint`} value=${words} onInput=${into(set)} onKeyDown=${byEnter}></textarea>
    <p class="hint" id=${`${id}-hint`}>${hint}</p>
  </div>`;
}
