/** The support button: shows at once what was meant, and says when it could not be sent. */

import { supportOf, toggleSupport } from "../live/support.js";
import { Icon, html } from "../parts/html.js";
import { _, n_, number, refusalWords } from "../words.js";

const SUPPORTABLE = ["queued", "on_floor", "deferred"];

export function Support({ live, question, open }) {
  const { given, count, state, operation } = supportOf(live, question);
  if (state === "failed") return html`<${Failed} live=${live} operation=${operation} />`;
  if (!open || !SUPPORTABLE.includes(question.status)) {
    return html`${count > 0 && html`<p class="support-plain">${n_("{n} người ủng hộ", count)}</p>`}<${Unverified} of=${question.unverified} />`;
  }
  return html`<div class="support">
    <button class=${`button ${given ? "button-given" : ""}`} type="button" aria-pressed=${given} onClick=${() => toggleSupport(live, question)}>
      <${Icon} of=${given ? "check" : "up"} />
      <span>${given ? _("Đã ủng hộ") : _("Ủng hộ")}<span class="unseen"> ${_("câu hỏi số {number}", { number: question.number })}</span></span>
      <span class="support-count">${number(count)}</span>
    </button>
    ${state === "sending" && html`<span class="support-state">${_("đang gửi…")}</span>`}
  </div><${Unverified} of=${question.unverified} />`;
}

/** Votes that came suspiciously fast are not hidden: they are told apart until somebody has looked. */
function Unverified({ of }) {
  return of > 0 && html`<p class="hint">${n_("{n} lượt ủng hộ đang được xem xét, tạm chưa tính.", of)}</p>`;
}

export function Failed({ live, operation, children }) {
  return html`<p class="error">${refusalWords(operation.refusal, operation.detail)}</p>
    <div class="acts">
      <button class="button" type="button" onClick=${() => live.retry(operation.id)}>${_("Thử lại")}</button>
      ${children}
      <button class="button button-quiet" type="button" onClick=${() => live.discard(operation.id)}>${_("Bỏ qua")}</button>
    </div>`;
}
