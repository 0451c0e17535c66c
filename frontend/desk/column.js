/** One column of the desk: a head, and a list that stands still under the hand. */

import { useEffect } from "preact/hooks";

import { html } from "../parts/html.js";
import { n_ } from "../words.js";
import { Card } from "./card.js";
import { useStill } from "./still.js";

/**
 * @param {object} given
 * @param {object[]} given.questions in the order to show
 * @param {Map<number, object>} given.all to show what has just left by another hand
 * @param {(question: object, index: number) => object[]} given.actsFor
 * @param {(question: object, index: number) => object} [given.sortingFor]
 */
export function Column({ name, label, count, questions, all, acted, selection, onSelect, actsFor, sortingFor, empty, onOrder, head, children }) {
  const numbers = questions.map((question) => question.number);
  const still = useStill(numbers, acted);
  useEffect(() => onOrder(name, still.shown), [still.shown.join()]);
  return html`<section class=${`column column-${name}`} aria-labelledby=${`${name}-head`}>
    <div class="column-head">
      <h2 id=${`${name}-head`}>${label} <span class="column-count">${count}</span></h2>
      ${head}
    </div>
    <div class="column-body" ...${still.bind}>
      ${children}
      ${still.waiting > 0 && html`<button class="button button-wide" type="button" onClick=${still.renew}>${n_("{n} câu hỏi mới", still.waiting)}</button>`}
      ${still.shown.length === 0 && html`<p class="empty">${empty}</p>`}
      <ul class="cards">
        ${still.shown.map((number, index) => {
          const question = all.get(number);
          if (!question) return null;
          return html`<${Card} key=${number} question=${question} gone=${still.gone(number)} selected=${selection && selection.number === number} acts=${actsFor(question, index)} sorting=${sortingFor ? sortingFor(question, index) : {}} onSelect=${() => onSelect(name, number)} />`;
        })}
      </ul>
    </div>
  </section>`;
}
