/** One of my questions, and its fate from receipt to case: whatever was decided, and what I can still do. */

import { useState } from "preact/hooks";

import { Answer, Code, Face, Pill, Said, SaidInline, html } from "../parts/html.js";
import { _, word } from "../words.js";
import { Failed } from "./support.js";

/** What its asker can wish for a question; one wish is on its way at a time. */
const WISHES = ["amend_question", "withdraw_question", "resubmit_question", "request_review"];

/** A reason is called what the commune's own list calls it; the usual ones we can translate. */
const labelled = (label) => word("label", label) || label;

export function Own({ live, question, open, mayWord }) {
  const { number, status, text, asked_text, parent, reason_label, words, review, held, receipt_code } = question;
  const fate = word("fate", held ? "held" : status);
  return html`<article class="question question-own" id=${`m${number}`}>
    <div class="question-head"><${Face} of=${number} /><${Pill} kind=${status}>${word("status", status)}<//></div>
    ${text && html`<${Said} text=${text} />`}
    ${asked_text &&
    html`<details>
      <summary>${word("phone", "edited")}</summary>
      <${Said} text=${asked_text} />
    </details>`}
    ${parent && html`<${Followed} parent=${parent} />`}
    ${(reason_label || words) &&
    html`<p>
      ${reason_label && html`<strong>${_("Lý do")}:</strong> ${labelled(reason_label)}`}${reason_label && words && " – "}${words && html`<${SaidInline} text=${words} />`}
    </p>`}
    ${fate && html`<p class="hint">${fate}</p>`}
    ${review && html`<p class="hint">${word("review", review.state)} ${review.words && html`${word("review_said", review.state)} <${SaidInline} text=${review.words} />`}</p>`}
    <${Answers} of=${question} />
    <p>${_("Mã tra cứu")}: <${ReceiptCode} live=${live} code=${receipt_code} /></p>
    ${open && html`<${Wishes} live=${live} question=${question} mayWord=${mayWord} />`}
  </article>`;
}

function Answers({ of }) {
  return (of.answers || []).map((given) => html`<${Answer} key=${given.at} given=${given} />`);
}

/** What it was merged into: the two share one fate from now on. */
function Followed({ parent }) {
  return html`<p>
      <strong>${_("Gộp vào câu số {number}", { number: parent.number })}:</strong> ${word("status", parent.status)}${parent.reason_label && ` – ${labelled(parent.reason_label)}`}
    </p>
    <${Answers} of=${parent} />`;
}

function ReceiptCode({ live, code }) {
  const closed = live.view.conference.stage === "closed";
  return closed ? html`<a class="code" href=${`/c/${code}`}><${Code} of=${code} /></a>` : html`<span class="code"><${Code} of=${code} /></span>`;
}

/** Each wish it still allows, as a button; the one that was chosen, as a form. */
function Wishes({ live, question, mayWord }) {
  const { number, status, resubmitted, review } = question;
  const [doing, setDoing] = useState(null);
  const wish = live.operations.find((one) => WISHES.includes(one.do) && one.fields.question === number && one.state !== "done");
  if (wish && wish.state === "failed") return html`<${Failed} live=${live} operation=${wish} />`;
  if (wish) return html`<p class="hint">${_("Đang gửi…")}</p>`;
  const waiting = status === "waiting";
  const declined = status === "declined";
  const wishes = [
    waiting && mayWord && ["amend_question", _("Sửa câu hỏi"), _("Lưu nội dung mới")],
    declined && mayWord && !resubmitted && ["resubmit_question", _("Sửa và gửi lại (một lần)"), _("Gửi lại")],
    declined && !review && ["request_review", _("Đề nghị xem lại (một lần)"), _("Đề nghị xem lại")],
    (waiting || status === "merged") && ["withdraw_question", _("Rút câu hỏi"), _("Rút câu hỏi")],
  ].filter(Boolean);
  const chosen = wishes.find(([what]) => what === doing);
  if (chosen) return html`<${Form} key=${doing} live=${live} question=${question} wish=${chosen} onDone=${() => setDoing(null)} />`;
  return html`<div class="acts">
    ${wishes.map(([what, words]) => html`<button key=${what} class=${`button ${what === "withdraw_question" ? "button-quiet" : ""}`} type="button" onClick=${() => setDoing(what)}>${words}</button>`)}
  </div>`;
}

function Form({ live, question, wish: [what, , send], onDone }) {
  const { number, asked_text, text: wording } = question;
  const withdraws = what === "withdraw_question";
  const field = what === "request_review" ? "words" : "text";
  const [text, setText] = useState(field === "text" ? asked_text || wording : "");
  const id = `${field}${number}`;
  function submit() {
    live.send(what, { question: number, ...(!withdraws && (text || field === "text") && { [field]: text }) });
    onDone();
  }
  return html`${withdraws
      ? html`<p>${word("phone", "for_good")}</p>`
      : html`<div class="field">
          <label for=${id}>${field === "text" ? _("Nội dung mới") : word("phone", "why")}</label>
          <textarea id=${id} rows="4" value=${text} onInput=${(event) => setText(event.currentTarget.value)}></textarea>
        </div>`}
    ${field === "words" && html`<p class="hint">${word("phone", "another_looks")}</p>`}
    <div class="acts">
      <button class=${`button ${withdraws ? "button-grave" : "button-primary"}`} type="button" onClick=${submit}>${send}</button>
      <button class="button button-quiet" type="button" onClick=${onDone}>${withdraws ? _("Giữ lại") : _("Thôi")}</button>
    </div>`;
}
