/**
 * Wishes that were refused. Somebody else was faster is no trouble: it is told politely, with what stands now
 * and since when. Everything else stays until somebody decides about it.
 */

import { useRef } from "preact/hooks";

import { html } from "../parts/html.js";
import { _, clock, n_, refusalWords, word } from "../words.js";

const OVERTAKEN = ["stale", "duplicate", "not_found"];
/** Trying again would not make another of them. */
const SAME_PERSON = "same_person";
const SHOWN_MAX = 3;

export function Refused({ desk }) {
  const since = useRef(new Map());
  const { live } = desk;
  const failed = live.operations.filter((operation) => operation.state === "failed");
  for (const { id } of failed) if (!since.current.has(id)) since.current.set(id, Date.now());
  const rest = failed.length - SHOWN_MAX;
  return html`<div class="troubles" role="alert">
    ${failed.slice(0, SHOWN_MAX).map((operation) => html`<${Notice} key=${operation.id} desk=${desk} operation=${operation} at=${since.current.get(operation.id)} />`)}
    ${rest > 0 && html`<div class="trouble"><p>${n_("và {n} việc khác chưa làm được.", rest)}</p><button class="button" type="button" onClick=${() => failed.forEach((operation) => live.discard(operation.id))}>${_("Bỏ qua tất cả")}</button></div>`}
  </div>`;
}

function Notice({ desk, operation, at }) {
  const { live } = desk;
  const number = operation.fields.question;
  const overtaken = OVERTAKEN.includes(operation.refusal) && number;
  const drop = () => live.discard(operation.id);
  const look = () => (drop(), desk.find(number));
  return html`<div class=${`trouble ${overtaken ? "trouble-overtaken" : ""}`}>
    <p>${number && html`<strong>№ ${number}: </strong>`}${overtaken ? overtakenWords(desk, operation, at) : refusedWords(operation)}</p>
    ${overtaken && html`<button class="button" type="button" onClick=${look}>${_("Xem № {number}", { number })}</button>`}
    ${!overtaken && operation.detail !== SAME_PERSON && html`<button class="button" type="button" onClick=${() => live.retry(operation.id)}>${_("Thử lại")}</button>`}
    <button class="button button-quiet" type="button" onClick=${drop}>${overtaken ? _("Đã rõ") : _("Bỏ qua")}</button>
  </div>`;
}

function overtakenWords(desk, { do: wish, detail, fields: { question: number } }, at) {
  if (wish === "approve_question" && detail === "waiting") return _("Câu này vừa được sửa trong lúc ông/bà duyệt nên chưa được đưa lên. Xin đọc lại rồi duyệt.");
  const question = desk.seen.get(number);
  const status = question ? word("status", question.status) : _("không còn ở bàn này");
  const others = desk.claims.of(number);
  const who = others.length ? others.join(", ") : _("Người khác");
  return _("{who} vừa xử lý câu này trước, lúc {time}. Hiện nay: {status}. Việc của ông/bà không được thực hiện.", { who, time: clock(at), status });
}

function refusedWords({ refusal, detail }) {
  if (detail === SAME_PERSON) return _("Ông/bà đã từ chối câu này nên người khác phải xem lại.");
  return refusalWords(refusal, detail);
}
