/** One way to write markup in scripts, and the smallest pieces of it. */

import htm from "htm/mini";
import { h } from "preact";

import { _, clock, day, minute, number, word } from "../words.js";

export const html = htm.bind(h);

/** A question's number is its face. */
export function Face({ of }) {
  return html`<span class="face"
    ><span class="face-sign" aria-hidden="true">№</span><span class="unseen">${_("Câu hỏi số")} </span>${of}</span
  >`;
}

/** Words of people: always text, never able to change the page around them. */
export function Said({ text }) {
  return html`<bdi class="said" dir="auto">${text}</bdi>`;
}

export function SaidInline({ text }) {
  return html`<bdi class="said-inline">${text}</bdi>`;
}

/** A code in short groups, to be read out and copied down; what is copied from the page stays whole. */
export function Code({ of }) {
  return of.match(/.{1,4}/g).map((part) => html`<span class="code-part">${part}</span>`);
}

export function Pill({ kind, children }) {
  return html`<span class=${`pill pill-${kind}`}>${children}</span>`;
}

/** Who asked, from where, about what; nothing at all where none of it was given. */
export function Asker({ question }) {
  const told = [question.name, question.place, question.topic].filter(Boolean);
  return told.length > 0 && html`<p class="meta">${told.map((text) => html`<span key=${text}><${SaidInline} text=${text} /></span>`)}</p>`;
}

export function Answer({ given }) {
  return html`<div class=${`answer answer-${given.outcome}`}>
    <p class="answer-head">
      ${word("outcome", given.outcome)}${given.due && ` · ${_("hạn {day}", { day: day(given.due) })}`}
    </p>
    ${given.words && html`<${Said} text=${given.words} />`}
    <p class="meta">
      <span><${SaidInline} text=${given.by} /></span>
      ${given.unit && html`<span><${SaidInline} text=${given.unit} /></span>`}
      <span>${minute(given.at)}</span>
    </p>
  </div>`;
}

export function Notice({ notice }) {
  return html`<aside class="notice" aria-label=${_("Thông báo")}>
    <p><${SaidInline} text=${notice.text} /> <span class="notice-at">(${clock(notice.at)})</span></p>
  </aside>`;
}

/** A screen that has signs of its own adds them. */
export const SHAPES = {
  up: "M12 19V6M6 11l6-6 6 6",
  down: "M12 5v13M6 13l6 6 6-6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6L6 18",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  undo: "M9 7L4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2",
  back: "M15 5l-7 7 7 7",
  stage: "M4 18h16M7 18V9h10v9M12 9V4",
  pen: "M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z",
  later: "M12 7v5l3 3M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  letter: "M4 6h16v12H4zM4 7l8 6 8-6",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
};

/** Always beside a word, never instead of one. */
export function Icon({ of, size = 20 }) {
  return html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${SHAPES[of]} /></svg>`;
}

export function Count({ of, children }) {
  return html`<div><dt>${children}</dt><dd>${number(of)}</dd></div>`;
}
