/** My questions: those on their way, and those received (`own.js`). */

import { Pill, Said, html } from "../parts/html.js";
import { _, n_ } from "../words.js";
import { Own } from "./own.js";
import { Failed } from "./support.js";

/** Refusals that another wording may mend. */
const ABOUT_THE_WORDS = ["empty", "too_long", "bad_text", "bad_name", "bad_value"];

export function Mine({ live, open, mayWord, onReword }) {
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
      ${[...questions].reverse().map((question) => html`<${Own} key=${question.number} live=${live} question=${question} open=${open} mayWord=${mayWord} />`)}
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

function leavingWords(live, { state, notBefore, refusal }) {
  const wait = Math.ceil((notBefore - Date.now()) / 1000);
  if (state === "failed") return _("Chưa gửi được");
  if (state === "done") return _("Đã gửi");
  if (refusal === "too_fast" && wait > 0) return n_("Sẽ tự gửi sau {n} giây", wait);
  return live.connection === "online" ? _("Đang gửi…") : _("Sẽ tự gửi khi có mạng");
}
