/** A question on the desk: everything a moderator needs to decide, and a button for each act. */

import { useEffect, useRef } from "preact/hooks";

import { Asker, Face, Icon, Pill, Said, SaidInline, html } from "../parts/html.js";
import { _, clock, number, word } from "../words.js";

export function Card({ question, selected, gone, acts, onSelect, sorting, children }) {
  const card = useRef(null);
  // Focus that follows the selection must not select again: two cards would hand it to and fro for ever.
  const following = useRef(false);
  useEffect(() => {
    if (!selected || card.current.contains(document.activeElement)) return;
    following.current = true;
    card.current.focus();
    following.current = false;
  }, [selected]);
  const select = () => following.current || onSelect();
  const classes = ["card", selected && "card-selected", gone && "card-gone", question.pinned && "card-pinned"];
  return html`<li>
    <article class=${classes.filter(Boolean).join(" ")} tabindex="-1" ref=${card} aria-current=${selected ? "true" : undefined} onFocusIn=${select} onClick=${select} ...${gone ? {} : sorting}>
      <div class="card-head">
        <${Face} of=${question.number} />
        ${gone && html`<${Pill} kind=${question.status}>${word("status", question.status)}<//>`}
        ${question.pinned && html`<${Pill} kind="pinned">${_("Đã ghim")}<//>`}
        <span class="card-facts">
          ${question.support > 0 && html`<strong>▲ ${number(question.support)}</strong>`}
          ${question.channel === "collected" && html`<span>${_("gom trước")}</span>`}
          <span>${clock(question.at)}</span>
        </span>
        <${Asker} question=${question} />
      </div>
      <${Said} text=${question.text} />
      ${question.reason &&
      html`<p class="card-reason">${word("reason", question.reason)}${question.words && html` – <${SaidInline} text=${question.words} />`}</p>`}
      ${children}
      ${!gone && acts.length > 0 && html`<div class="card-acts">${acts.map((act) => html`<${Act} key=${act.words} act=${act} number=${question.number} />`)}</div>`}
    </article>
  </li>`;
}

function Act({ act, number: of }) {
  return html`<button class=${`act ${act.kind ? `act-${act.kind}` : ""}`} type="button" disabled=${act.off} onClick=${act.do}>
    <${Icon} of=${act.icon} size=${18} /><span>${act.words}</span><span class="unseen"> № ${of}</span>
  </button>`;
}
