/** Dialogs that need one answer before something is decided: a reason, a time, a yes or no. */

import { useState } from "preact/hooks";

import { PassReasons } from "../parts/passed-over.js";
import { Said, html } from "../parts/html.js";
import { _, codes, n_, number, word } from "../words.js";
import * as acts from "./acts.js";
import { Dialog, Quoted } from "./dialog.js";

/** The commune's published list; the built-in one where a conference has none. */
export function reasonsOf(conference) {
  return conference.reasons || codes("reason").map((code) => [code, word("reason", code), code === "other"]);
}

export function reasonWords(conference, code) {
  const found = reasonsOf(conference).find(([known]) => known === code);
  return found ? found[1] : word("reason", code) || code;
}

const into = (set) => (event) => set(event.currentTarget.value);

export function DeclineDialog({ desk, questions }) {
  const [reason, setReason] = useState(null);
  const [words, setWords] = useState("");
  const reasons = reasonsOf(desk.conference);
  const wordsNeeded = Boolean((reasons.find(([code]) => code === reason) || [])[2]);
  const several = questions.length > 1;
  const label = several ? n_("Từ chối {n} câu", questions.length) : _("Từ chối № {number}", { number: questions[0].number });
  function submit(event) {
    event.preventDefault();
    const all = questions.map((question) => acts.decline(question, desk.seen.queue, reason, words.trim()));
    desk.close();
    desk.act(questions.map((question) => question.number), several ? acts.together(n_("từ chối {n} câu", all.length), all) : all[0]);
  }
  /** A digit is a reason: d, 3, Enter. */
  function byDigit(event) {
    const chosen = event.target.id !== "words" && reasons[Number(event.key) - 1];
    if (chosen) setReason(chosen[0]);
  }
  return html`<${Dialog} label=${label} onClose=${desk.close}>
    <form class="dialog-form" onSubmit=${submit} onKeyDown=${byDigit}>
      <${Quoted} questions=${questions} />
      <fieldset class="reasons">
        <legend>${several ? _("Một lý do cho tất cả (người hỏi sẽ thấy)") : _("Lý do (người hỏi sẽ thấy)")}</legend>
        ${reasons.map(
          ([code, label], at) => html`<label key=${code} class="choice"><input type="radio" name="reason" required autofocus=${at === 0} value=${code} checked=${reason === code} onChange=${() => setReason(code)} /><span>${at < 9 && html`<kbd aria-hidden="true">${at + 1}</kbd> `}${label}</span></label>`,
        )}
      </fieldset>
      <div class="field">
        <label for="words">${wordsNeeded ? _("Lời gửi người hỏi") : _("Lời gửi người hỏi (không bắt buộc)")}</label>
        <textarea id="words" rows="2" maxlength="500" required=${wordsNeeded} value=${words} onInput=${into(setWords)}></textarea>
      </div>
      <div class="acts">
        <button class="button button-grave">${label}</button>
        <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

export function ReviewDialog({ desk, questions: [question] }) {
  const [words, setWords] = useState("");
  const decide = (uphold) => () => {
    desk.close();
    desk.act([question.number], acts.review(question, uphold, words.trim()));
  };
  return html`<${Dialog} label=${_("Xem lại № {number}", { number: question.number })} onClose=${desk.close}>
    <${Quoted} questions=${[question]} />
    <p><strong>${_("Đã từ chối vì:")}</strong> ${reasonWords(desk.conference, question.reason)}${question.words && ` – ${question.words}`}</p>
    ${question.review.words && html`<p><strong>${_("Người hỏi nói thêm:")}</strong></p><${Said} text=${question.review.words} />`}
    <p>${_("Người đã từ chối không được tự xem lại; hệ thống ghi lại ai quyết định.")}</p>
    <div class="field">
      <label for="review-words">${_("Lời gửi người hỏi (không bắt buộc)")}</label>
      <textarea id="review-words" rows="2" maxlength="500" value=${words} onInput=${into(setWords)}></textarea>
    </div>
    <div class="acts">
      <button class="button button-primary" type="button" onClick=${decide(false)}>${_("Chấp nhận, đưa vào hàng chờ")}</button>
      <button class="button button-grave" type="button" onClick=${decide(true)}>${_("Giữ quyết định từ chối")}</button>
      <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
    </div>
  <//>`;
}

const MINUTES = [5, 15, 30, 60];

/** One tap: the time is the button. The phone may still support what others ask. */
export function MuteDialog({ desk, questions: [question] }) {
  const mute = (minutes) => () => {
    desk.close();
    desk.act([question.number], acts.mute(question, minutes));
  };
  return html`<${Dialog} label=${_("Tạm khóa gửi của người hỏi № {number}", { number: question.number })} onClose=${desk.close}>
    <p>${_("Máy này không gửi được câu hỏi mới trong thời gian chọn, và được báo rõ. Vẫn ủng hộ được câu của người khác.")}</p>
    <div class="acts">
      ${MINUTES.map((minutes) => html`<button key=${minutes} class="button" type="button" onClick=${mute(minutes)}>${n_("{n} phút", minutes)}</button>`)}
      <button class="button button-grave" type="button" onClick=${mute(0)}>${_("Đến hết hội nghị")}</button>
      <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
    </div>
  <//>`;
}

export function PassDialog({ desk, questions: [question] }) {
  const passed = desk.passedOver(question);
  const call = (reason) => {
    desk.close();
    desk.act([question.number], acts.call(question, desk.seen.queue, reason));
  };
  return html`<${Dialog} label=${_("Mời № {number} trước: vì sao?", { number: question.number })} onClose=${desk.close}>
    ${passed && html`<p>${n_("№ {number} có nhiều người ủng hộ hơn ({n}). Lý do được ghi vào sổ công khai.", passed.support, { number: passed.number })}</p>`}
    <${PassReasons} onReason=${call} />
    <div class="acts"><button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi, không mời")}</button></div>
  <//>`;
}

/** Votes that look like one hand with many phones. Taking them out for good is the one thing asked twice. */
export function QuarantineDialog({ desk, questions: [question] }) {
  const decide = (make) => () => {
    desk.close();
    desk.act([question.number], make(question));
  };
  return html`<${Dialog} label=${_("Lượt ủng hộ chưa kiểm của № {number}", { number: question.number })} onClose=${desk.close}>
    <${Quoted} questions=${[question]} />
    <p>${n_("{n} lượt đến dồn dập từ máy mới cùng một địa chỉ nên được tách riêng, chưa tính.", question.unverified || 0)} ${_("Đang tính: {support}.", { support: number(question.support || 0) })}</p>
    <p class="dialog-warning">${_("Bỏ hẳn thì không hoàn tác được. Cả hai cách đều ghi vào sổ công khai.")}</p>
    <div class="acts">
      <button class="button button-primary" type="button" onClick=${decide(acts.releaseVotes)}>${_("Tính các lượt này")}</button>
      <button class="button button-grave" type="button" onClick=${decide(acts.discardVotes)}>${_("Bỏ hẳn các lượt này")}</button>
      <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Để sau")}</button>
    </div>
  <//>`;
}
