/**
 * The public list. Its order stands still while somebody reads: counts and states change in place, and new
 * questions wait behind a button. The order is taken anew when the reader asks for it.
 */

import { useEffect, useRef, useState } from "preact/hooks";

import { SORTS, basisOf, inOrder } from "../live/order.js";
import { sayNews } from "../parts/announcer.js";
import { Answer, Asker, Face, Pill, Said, html } from "../parts/html.js";
import { _, n_, word } from "../words.js";
import { Support } from "./support.js";

const PAGE = 20;
/** The list is empty, or below the fold: nothing can move under anybody's eyes. */
function nobodyReads(order) {
  return !order.length || document.getElementById("list").getBoundingClientRect().top > innerHeight;
}

/**
 * The order stands still while somebody reads, and while a question is on the floor it is reckoned from what
 * each had when that one was called: nobody's place depends on when they look.
 */
function useOrder({ questions, floor }, still) {
  const basis = useRef(null);
  if (!basis.current || basis.current.floor !== floor.question || floor.question === null) {
    basis.current = basisOf(questions, floor, still);
  }
  const [sort, setSort] = useState(SORTS.find((by) => location.search.includes(`sort=${by}`)) || "popular");
  const [order, setOrder] = useState(() => inOrder(questions, sort, basis.current));
  const renew = (by = sort) => {
    setSort(by);
    setOrder(inOrder(questions, by, basis.current));
  };
  const listed = new Set(order);
  const fresh = [...questions.keys()].filter((number) => !listed.has(number)).length;
  useEffect(() => {
    if (fresh && nobodyReads(order)) renew();
  }, [fresh]);
  return { sort, order, fresh, renew };
}

export function List({ live, open, still }) {
  const { sort, order, fresh, renew } = useOrder(live.view, still);
  const [shown, setShown] = useState(PAGE);
  const questions = order.map((number) => live.view.questions.get(number)).filter(Boolean);
  const own = new Set(live.mine.questions.map((question) => question.number));
  useEffect(() => {
    if (fresh && order.length) sayNews(n_("{n} câu hỏi mới, nhấn để xem", fresh));
  }, [fresh]);

  const tab = (by, words) => html`<a
    href=${`?sort=${by}#list`}
    aria-current=${sort === by ? "true" : undefined}
    onClick=${(event) => {
      event.preventDefault();
      renew(by);
    }}
    >${words}</a
  >`;
  return html`<section class="section" id="list" aria-labelledby="list-head">
    <h2 id="list-head">${_("Câu hỏi của bà con")}</h2>
    <nav class="tabs" aria-label=${_("Sắp xếp")}>${tab("popular", _("Phổ biến"))}${tab("recent", _("Mới nhất"))}${tab("fair", _("Công bằng"))}</nav>
    ${sort === "fair" && html`<p class="hint">${word("phone", "fair")}</p>`}
    ${live.view.floor.question && html`<p class="hint">${word("phone", "still")}</p>`}
    ${live.view.conference.voting === false && html`<p class="hint">${word("why_not", "voting_closed")}</p>`}
    ${fresh > 0 && order.length > 0 && html`<button class="button button-wide fresh" type="button" onClick=${() => renew()}>${n_("{n} câu hỏi mới, nhấn để xem", fresh)}</button>`}
    ${questions.length > 0
      ? html`<div class="questions">
          ${questions.slice(0, shown).map((question) => html`<${Card} key=${question.number} live=${live} question=${question} own=${own.has(question.number)} open=${open} />`)}
        </div>`
      : html`<p class="empty">${word("phone", "empty_list")}</p>`}
    ${questions.length > shown &&
    html`<p><button class="button button-wide" type="button" onClick=${() => setShown(shown + PAGE)}>${n_("Xem thêm {n} câu hỏi", questions.length - shown)}</button></p>`}
  </section>`;
}

function Card({ live, question, own, open }) {
  const { number, status } = question;
  return html`<article class=${`question ${own ? "question-own" : ""}`} id=${`q${number}`}>
    <div class="question-head">
      <${Face} of=${number} />
      ${status !== "queued" && html`<${Pill} kind=${status}>${word("status", status)}<//>`}
      ${own && html`<span class="own-mark">${_("Của tôi")}</span>`}
    </div>
    <${Said} text=${question.text} />
    <${Asker} question=${question} />
    <${Treated} question=${question} />
    ${(question.answers || []).map((given) => html`<${Answer} key=${given.at} given=${given} />`)}
    <${Support} live=${live} question=${question} open=${open} />
  </article>`;
}

/** What the desk did to a question: said wherever it stands. */
export function Treated({ question: { edited, merged } }) {
  return (edited || merged) && html`<p class="hint">${edited && word("phone", "reworded")} ${merged && _("Gồm cả câu số {numbers}.", { numbers: merged.join(", ") })}</p>`;
}
