/**
 * The public list. Its order stands still while somebody reads: counts and states change in place, and new
 * questions wait behind a button. The order is taken anew when the reader asks for it.
 */

import { useEffect, useState } from "preact/hooks";

import { byRecency, bySupport } from "../live/view.js";
import { sayNews } from "../parts/announcer.js";
import { Answer, Asker, Face, Pill, Said, html } from "../parts/html.js";
import { _, n_, word } from "../words.js";
import { Support } from "./support.js";

const PAGE = 20;
const ORDERS = { popular: bySupport, recent: byRecency };
/** The answered ones sink: they need nobody's support any more. */
const SUNK = ["answered"];

function ordered(view, sort) {
  const all = [...view.questions.values()];
  const sunk = (question) => (sort === "popular" && SUNK.includes(question.status) ? 1 : 0);
  return all.sort((one, other) => sunk(one) - sunk(other) || ORDERS[sort](one, other)).map((question) => question.number);
}

/** The list is empty, or below the fold: nothing can move under anybody's eyes. */
function nobodyReads(order) {
  return !order.length || document.getElementById("list").getBoundingClientRect().top > innerHeight;
}

function useOrder(view) {
  const [sort, setSort] = useState(/sort=recent/.test(location.search) ? "recent" : "popular");
  const [order, setOrder] = useState(() => ordered(view, sort));
  const renew = (by = sort) => {
    setSort(by);
    setOrder(ordered(view, by));
  };
  const listed = new Set(order);
  const fresh = [...view.questions.keys()].filter((number) => !listed.has(number)).length;
  useEffect(() => {
    if (fresh && nobodyReads(order)) renew();
  }, [fresh]);
  return { sort, order, fresh, renew };
}

export function List({ live, open }) {
  const { sort, order, fresh, renew } = useOrder(live.view);
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
    <nav class="tabs" aria-label=${_("Sắp xếp")}>${tab("popular", _("Nhiều ủng hộ"))}${tab("recent", _("Mới nhất"))}</nav>
    ${fresh > 0 && order.length > 0 && html`<button class="button button-wide fresh" type="button" onClick=${() => renew()}>${n_("{n} câu hỏi mới, nhấn để xem", fresh)}</button>`}
    ${questions.length > 0
      ? html`<div class="questions">
          ${questions.slice(0, shown).map((question) => html`<${Card} key=${question.number} live=${live} question=${question} own=${own.has(question.number)} open=${open} />`)}
        </div>`
      : html`<p class="empty">${_("Chưa có câu hỏi nào trên danh sách chung. Câu hỏi hiện ở đây sau khi điều hành viên xem.")}</p>`}
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
    ${(question.answers || []).map((given) => html`<${Answer} key=${given.at} given=${given} />`)}
    <${Support} live=${live} question=${question} open=${open} />
  </article>`;
}
