/** One column of the desk: a head, and a list that stands still under the hand. */

import { useRef } from "preact/hooks";

import { html } from "../parts/html.js";
import { n_, number } from "../words.js";
import * as acts from "./acts.js";
import { Card } from "./card.js";
import { useWindow } from "./window.js";

export function Column({ desk, name, label, count, empty, head, children }) {
  const scroller = useRef(null);
  const list = useRef(null);
  const shown = desk.shown(name);
  const still = desk.still[name];
  const at = desk.hand.at && desk.hand.at.column === name ? desk.hand.at.number : null;
  const { drawn, onScroll } = useWindow(shown, scroller, list, at, !desk.hand.touched);
  const hold = (isHeld) => () => desk.holdStill(name, isHeld);
  const leave = (event) => {
    const stays = scroller.current.contains(event.relatedTarget || document.activeElement) || scroller.current.matches(":hover");
    desk.holdStill(name, stays);
  };
  return html`<section class=${`column column-${name}`} aria-labelledby=${`${name}-head`}>
    <div class="column-head">
      <h2 id=${`${name}-head`}>${label} <span class="column-count">${number(count)}</span></h2>
      ${head}
    </div>
    <div class="column-body" ref=${scroller} onScroll=${onScroll} onMouseEnter=${hold(true)} onMouseLeave=${() => desk.holdStill(name, scroller.current.contains(document.activeElement))} onFocusIn=${hold(true)} onFocusOut=${leave}>
      ${children}
      ${still.waiting > 0 && html`<button class="button button-wide newcomers" type="button" onClick=${() => desk.renew(name)}>${n_("{n} câu hỏi mới", still.waiting)}</button>`}
      ${shown.length === 0 && html`<p class="empty">${empty}</p>`}
      <ul class="cards" ref=${list}>
        ${drawn.map((run, index) => (run.gap ? html`<li key=${`gap-${index}`} class="cards-gap" aria-hidden="true" style=${{ height: `${run.gap}px` }}></li>` : html`<${Place} key=${shown[run.at]} desk=${desk} name=${name} at=${run.at} of=${shown} selected=${at === shown[run.at]} />`))}
      </ul>
    </div>
  </section>`;
}

function Place({ desk, name, at, of, selected }) {
  const question = desk.seen.get(of[at]);
  if (!question) return null;
  const gone = desk.still[name].gone(question.number);
  return html`<li class="card-place" data-number=${question.number} aria-setsize=${of.length} aria-posinset=${at + 1}>
    <${Card} desk=${desk} question=${question} column=${name} selected=${selected} marked=${desk.hand.marks.has(question.number)} gone=${gone} sorting=${name === "queue" ? sorting(desk, question) : {}} />
  </li>`;
}

/** Dragging, for those who like it; the buttons and the keys do the same. */
function sorting(desk, question) {
  if (desk.conference.stage === "closed") return {};
  return {
    draggable: true,
    onDragStart: (event) => event.dataTransfer.setData("text/plain", String(question.number)),
    onDragOver: (event) => event.preventDefault(),
    onDrop: (event) => {
      event.preventDefault();
      const { queue } = desk.seen;
      const dragged = Number(event.dataTransfer.getData("text/plain"));
      if (queue.includes(dragged) && dragged !== question.number) desk.act([dragged], acts.move({ number: dragged }, queue, queue.indexOf(question.number)));
    },
  };
}
