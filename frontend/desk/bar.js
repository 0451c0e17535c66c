/**
 * The acts, always in the same place with their keys: for the question in hand, or for all the marked ones.
 * What cannot be done stays where it is, pale.
 */

import { html } from "../parts/html.js";
import { _, n_ } from "../words.js";
import { table, taking } from "./doing.js";

/** One slot may hold two acts that never stand together, such as pinning and unpinning. */
const SLOTS = [["approve", "review"], ["decline"], ["merge", "unmerge"], ["edit"], ["split"], ["tag"], ["hold", "release"], ["guide"], ["seal"], ["mute", "unmute"], ["call"], ["pin", "unpin"], ["up"], ["down"], ["later"], ["back"], ["queue", "clear"]];

export function Bar({ desk }) {
  const marked = desk.marked;
  const question = desk.current;
  const acts = Object.fromEntries(table().map((act) => [act.code, act]));
  const slots = SLOTS.map((codes) => (marked.length ? forAll(desk, marked, acts, codes) : forOne(desk, question, acts, codes)));
  return html`<div class="bar" role="toolbar" aria-label=${_("Việc với câu đang chọn")}>
    <p class="bar-what">${whatWords(marked, question)}</p>
    <div class="bar-acts">${slots.map((slot) => html`<${Slot} key=${slot.act.code} all=${marked.length} ...${slot} />`)}</div>
    ${marked.length > 0
      ? html`<button class="bar-act" type="button" onClick=${desk.hand.unmark}><span>${_("Bỏ chọn")}</span><kbd>Esc</kbd></button>`
      : html`<button class="bar-act" type="button" onClick=${desk.markAll}><span>${_("Chọn hết")}</span><kbd>⇧A</kbd></button>`}
  </div>`;
}

function whatWords(marked, question) {
  if (marked.length) return n_("Đã chọn {n} câu", marked.length);
  return question ? `№ ${question.number}` : _("Chưa chọn");
}

function forOne(desk, question, acts, codes) {
  const able = question && codes.find((code) => acts[code].can(question, desk));
  return { act: acts[able || codes[0]], run: able ? () => acts[able].run(desk, question) : null };
}

function forAll(desk, marked, acts, codes) {
  const act = acts[codes[0]];
  const able = taking(desk, marked, act).length;
  return { act, run: able ? () => desk.doAll(act) : null, count: able };
}

/** Said when an act cannot take all of the marked ones. */
const some = (count, all) => (count && count !== all ? ` ${count}` : "");

function Slot({ act, run, count, all }) {
  return html`<button class=${`bar-act ${act.kind ? `bar-act-${act.kind}` : ""}`} type="button" disabled=${!run} onClick=${run}>
    <span>${act.words}${some(count, all)}</span><kbd>${keyWords(act.key)}</kbd>
  </button>`;
}

export function keyWords(key) {
  return /^[A-Z]$/.test(key) ? `⇧${key}` : key;
}
