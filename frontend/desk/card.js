/** A question on the desk: everything a moderator needs to decide, and the acts that are used most. */

import { useLayoutEffect, useRef } from "preact/hooks";

import { Asker, Face, Icon, Pill, Said, SaidInline, html } from "../parts/html.js";
import { _, clock, n_, number, word } from "../words.js";
import { reasonWords } from "./deciding.js";
import { Details, hasDetails } from "./details.js";
import { allowed, named } from "./doing.js";
import { Flags, channelWords, suggestion } from "./flags.js";

const OFFERED = {
  inbox: ["approve", "decline", "release", "review", "unmerge", "back"],
  queue: ["call", "pin", "unpin", "up", "down", "later", "back"],
  done: ["call"],
};
/** These stay in their place when they cannot be done just now: nothing moves under the pointer. */
const STAY = ["call", "up", "down", "later"];

export function Card({ desk, question, column, selected, marked, gone, sorting }) {
  const card = useRef(null);
  // Focus that follows the selection must not select again: two cards would hand it to and fro for ever.
  const following = useRef(false);
  // Before the next key, which may have taken the focus into a field: typed words would be acts.
  useLayoutEffect(() => {
    if (!selected || card.current.contains(document.activeElement)) return;
    following.current = true;
    card.current.focus({ preventScroll: true });
    following.current = false;
  }, [selected]);
  const select = () => following.current || desk.hand.touch(column, question.number);
  const classes = ["card", selected && "card-selected", marked && "card-marked", gone && "card-gone", question.pinned && "card-pinned"];
  return html`<article class=${classes.filter(Boolean).join(" ")} tabindex="-1" ref=${card} aria-current=${selected ? "true" : undefined} onFocusIn=${select} onClick=${select} ...${gone ? {} : sorting}>
    <${Head} desk=${desk} question=${question} marked=${marked} gone=${gone} />
    <${Text} desk=${desk} question=${question} />
    ${desk.opened.has(question.number) && html`<${Details} desk=${desk} question=${question} />`}
    ${!gone && html`<${Offered} desk=${desk} question=${question} column=${column} />`}
  </article>`;
}

function Head({ desk, question, marked, gone }) {
  const others = desk.claims.of(question.number);
  const mark = () => desk.hand.toggleMark(question.number);
  return html`<div class="card-head">
    ${!gone && html`<label class="card-mark"><input type="checkbox" checked=${marked} onChange=${mark} /><span class="unseen">${_("Chọn № {number}", { number: question.number })}</span></label>`}
    <${Face} of=${question.number} />
    ${gone && html`<${Pill} kind=${question.status}>${word("status", question.status)}<//>`}
    ${question.pinned && html`<${Pill} kind="pinned">${_("Đã ghim")}<//>`}
    ${question.held && html`<${Pill} kind="held">${_("Đang giữ lại")}<//>`}
    ${question.muted && html`<${Pill} kind="muted">${_("Máy bị khóa gửi")}<//>`}
    ${question.review && html`<${Pill} kind="review">${reviewWords(question.review)}<//>`}
    <${Flags} of=${question.flags || []} />
    <span class="card-facts">
      ${question.support > 0 && html`<strong>▲ ${number(question.support)}</strong>`}
      ${question.channel !== "phone" && html`<span>${channelWords(question.channel)}</span>`}
      ${question.resubmitted && html`<span>${_("gửi lại")}</span>`}
      ${question.edited && html`<span>${_("đã sửa lời")}</span>`}
      <span>${clock(question.at)}</span>
    </span>
    <${Asker} question=${question} />
    ${(question.tags || []).map((tag) => html`<span key=${tag} class="tag"><${SaidInline} text=${tag} /></span>`)}
    ${others.length > 0 && html`<span class="card-claim">${_("đang xem: {names}", { names: others.join(", ") })}</span>`}
  </div>`;
}

function reviewWords({ state }) {
  return { requested: _("Xin xem lại"), upheld: _("Đã xem lại: giữ nguyên"), granted: _("Đã xem lại: chấp nhận") }[state];
}

function Text({ desk, question }) {
  if (question.status === "sealed") return html`<p class="card-sealed">${_("Nội dung đang được niêm phong.")}</p>`;
  return html`<${Said} text=${question.text} />
    ${question.reason && html`<p class="card-reason">${reasonWords(desk.conference, question.reason)}${question.words && html` – <${SaidInline} text=${question.words} />`}</p>`}
    ${question.note && html`<p class="card-note">${_("Ghi chú:")} <${SaidInline} text=${question.note} /></p>`}
    ${!question.reason && question.words && html`<p class="card-note">${_("Đã nhắn người hỏi:")} <${SaidInline} text=${question.words} /></p>`}
    ${question.merged && html`<p class="card-family">${_("Đã gộp: {numbers}", { numbers: question.merged.map((one) => `№ ${one}`).join(", ") })}</p>`}
    ${question.into && html`<p class="card-family">${_("Gộp vào № {number}", { number: question.into })}</p>`}
    ${question.split_from && html`<p class="card-family">${_("Tách từ № {number}", { number: question.split_from })}</p>`}`;
}

function Offered({ desk, question, column }) {
  const suggested = suggestion(question.flags);
  const codes = [...OFFERED[column], ...(suggested && column !== "done" ? [suggested] : [])];
  const acts = codes.map((code) => ({ code, act: allowed(desk, question, code) || (STAY.includes(code) && standingIn(desk, code)) })).filter(({ act }) => act);
  const more = hasDetails(question);
  if (!acts.length && !more && !question.unverified) return null;
  return html`<div class="card-acts">
    ${acts.map(({ code, act }) => html`<${Act} key=${code} act=${act} desk=${desk} question=${question} suggested=${code === suggested} />`)}
    ${question.unverified > 0 && html`<${Unverified} desk=${desk} question=${question} />`}
    ${more && html`<button class="act" type="button" aria-expanded=${desk.opened.has(question.number)} onClick=${() => desk.toggleOpened(question.number)}>${_("Chi tiết")}<span class="unseen"> № ${question.number}</span></button>`}
  </div>`;
}

/** The same button, but not now. */
function standingIn(desk, code) {
  return desk.conference.stage === "closed" ? null : { ...named(code), off: true };
}

function Act({ act, desk, question, suggested }) {
  const off = act.off || (act.code === "call" && desk.seen.floor !== null);
  const kind = suggested ? "act-suggested" : act.kind ? `act-${act.kind}` : "";
  return html`<button class=${`act ${kind}`} type="button" disabled=${off} onClick=${() => act.run(desk, question)}>
    <${Icon} of=${act.icon} size=${18} /><span>${suggested ? _("Nên: {act}", { act: act.words }) : act.words}</span><span class="unseen"> № ${question.number}</span>
  </button>`;
}

function Unverified({ desk, question }) {
  return html`<button class="act act-suggested" type="button" onClick=${() => desk.open({ kind: "quarantine", numbers: [question.number] })}>
    <${Icon} of="shield" size=${18} /><span>${n_("{n} lượt chưa kiểm", question.unverified)}</span><span class="unseen"> № ${question.number}</span>
  </button>`;
}
