/** My questions: those on their way, and each one's fate from receipt to case. */

import { useState } from "preact/hooks";

import { Answer, Code, Face, Pill, Said, SaidInline, html } from "../parts/html.js";
import { _, word } from "../words.js";
import { Failed } from "./support.js";

/** Refusals that another wording may mend. */
const ABOUT_THE_WORDS = ["empty", "too_long", "bad_text", "bad_name", "bad_value"];

export function Mine({ live, code, open, limits, onReword }) {
  const { questions } = live.mine;
  const known = new Set(questions.map((question) => question.receipt_code));
  const leaving = live.operations.filter(
    (one) => one.do === "ask_question" && !(one.state === "done" && known.has(one.answer.receipt_code)),
  );
  if (!questions.length && !leaving.length) return html`<span id="mine"></span>`;
  return html`<section class="section" id="mine" aria-labelledby="mine-head">
    <h2 id="mine-head">${_("Câu hỏi của tôi")}</h2>
    <div class="questions">
      ${leaving.map((operation) => html`<${Leaving} key=${operation.id} live=${live} operation=${operation} onReword=${onReword} />`)}
      ${[...questions].reverse().map((question) => html`<${Own} key=${question.number} live=${live} code=${code} question=${question} open=${open} limits=${limits} />`)}
    </div>
  </section>`;
}

function Leaving({ live, operation, onReword }) {
  const failed = operation.state === "failed";
  function startOver() {
    onReword({ ...operation.fields });
    live.discard(operation.id);
    document.getElementById("text").focus();
  }
  return html`<article class="question question-own">
    <div class="question-head"><${Pill} kind=${failed ? "failed" : "leaving"}>${leavingWords(live, operation)}<//></div>
    <${Said} text=${operation.fields.text} />
    ${failed &&
    html`<${Failed} live=${live} operation=${operation}>
      ${ABOUT_THE_WORDS.includes(operation.refusal) && html`<button class="button" type="button" onClick=${startOver}>${_("Sửa lại câu hỏi")}</button>`}
    <//>`}
  </article>`;
}

function leavingWords(live, { state }) {
  if (state === "failed") return _("Chưa gửi được");
  if (state === "done") return _("Đã gửi");
  return live.connection === "online" ? _("Đang gửi…") : _("Sẽ tự gửi khi có mạng");
}

function Own({ live, code, question, open, limits }) {
  const { number, status, receipt_code } = question;
  const fate = word("fate", status);
  return html`<article class="question question-own" id=${`m${number}`}>
    <div class="question-head"><${Face} of=${number} /><${Pill} kind=${status}>${word("status", status)}<//></div>
    <${Said} text=${question.text} />
    ${question.reason &&
    html`<p>
      <strong>${_("Lý do")}:</strong> ${word("reason", question.reason)}${question.words && html` – <${SaidInline} text=${question.words} />`}
    </p>`}
    ${fate && html`<p class="hint">${fate}</p>`}
    ${(question.answers || []).map((given) => html`<${Answer} key=${given.at} given=${given} />`)}
    <p>${_("Mã tra cứu")}: <${ReceiptCode} live=${live} code=${receipt_code} /></p>
    ${open && status === "waiting" && html`<${Change} live=${live} question=${question} limits=${limits} />`}
  </article>`;
}

function ReceiptCode({ live, code }) {
  const closed = live.view.conference.stage === "closed";
  return closed ? html`<a class="code" href=${`/c/${code}`}><${Code} of=${code} /></a>` : html`<span class="code"><${Code} of=${code} /></span>`;
}

/** Rewording and withdrawing, while nobody has looked at it yet. */
function Change({ live, question }) {
  const [doing, setDoing] = useState(null);
  const [text, setText] = useState("");
  const wish = live.operations.find(
    (one) =>
      (one.do === "amend_question" || one.do === "withdraw_question") &&
      one.fields.question === question.number &&
      // Done, it shows in `mine`, which may well come before the view has moved on.
      one.state !== "done",
  );
  if (wish && wish.state === "failed") return html`<${Failed} live=${live} operation=${wish} />`;
  if (wish) return html`<p class="hint">${_("Đang gửi…")}</p>`;

  function send(what, fields) {
    live.send(what, { question: question.number, ...fields });
    setDoing(null);
  }
  if (doing === "amend") {
    const id = `text${question.number}`;
    return html`<div class="field">
        <label for=${id}>${_("Nội dung mới")}</label>
        <textarea id=${id} rows="4" value=${text} onInput=${(event) => setText(event.currentTarget.value)}></textarea>
      </div>
      <div class="acts">
        <button class="button button-primary" type="button" onClick=${() => send("amend_question", { text })}>${_("Lưu nội dung mới")}</button>
        <button class="button button-quiet" type="button" onClick=${() => setDoing(null)}>${_("Thôi")}</button>
      </div>`;
  }
  if (doing === "withdraw") {
    return html`<p>${_("Rút rồi thì không lấy lại được.")}</p>
      <div class="acts">
        <button class="button button-grave" type="button" onClick=${() => send("withdraw_question", {})}>${_("Rút câu hỏi")}</button>
        <button class="button button-quiet" type="button" onClick=${() => setDoing(null)}>${_("Giữ lại")}</button>
      </div>`;
  }
  function startAmending() {
    setText(question.text);
    setDoing("amend");
  }
  return html`<div class="acts">
    <button class="button" type="button" onClick=${startAmending}>${_("Sửa câu hỏi")}</button>
    <button class="button button-quiet" type="button" onClick=${() => setDoing("withdraw")}>${_("Rút câu hỏi")}</button>
  </div>`;
}
