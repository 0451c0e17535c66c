/** The desk from inbox to floor. What stands behind it is in `desk.js`; here it is only drawn. */

import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";

import { sayNews } from "../parts/announcer.js";
import { html } from "../parts/html.js";
import { Stale } from "../parts/stale.js";
import { _, n_, number } from "../words.js";
import * as acts from "./acts.js";
import { Bar } from "./bar.js";
import { Column } from "./column.js";
import { ChairForm, Conduct, NoticeForm } from "./conduct.js";
import { Dialogs } from "./dialogs.js";
import { Floor } from "./floor.js";
import { Refused } from "./refused.js";
import { Seek } from "./seek.js";
import { Calls, ShelfHead, emptyShelf } from "./shelf-head.js";
import { Toast } from "./toast.js";

const SETTLES_WITHIN_FRAMES = 10;

export function DeskScreen({ live, desk, keys, searchBox }) {
  const [, redraw] = useReducer((count) => count + 1, 0);
  // Keys are heard from the first drawing on: none may fall before there is somebody to draw what it did.
  useLayoutEffect(() => desk.subscribe(redraw), []);
  const { conference, floor, backstage } = live.view;
  const closed = conference.stage === "closed";
  useNews(desk.counts.waiting);
  return html`
    <${Stale} live=${live} />
    <${Refused} desk=${desk} />
    <${Conduct} desk=${desk} live=${live} conference=${conference} />
    <div class="desk-bar">
      <${Seek} desk=${desk} box=${searchBox} />
      ${!closed && html`<${NoticeForm} desk=${desk} notice=${conference.notice} />`}
      ${conference.stage === "live" && html`<${ChairForm} desk=${desk} backstage=${backstage} />`}
    </div>
    <${Columns} desk=${desk} conference=${conference} since=${floor.since} />
    <${Toast} desk=${desk} />
    <${Bar} desk=${desk} />
    <${Dialogs} desk=${desk} keys=${keys} />
  `;
}

function Columns({ desk, conference, since }) {
  const { sought, filter, shelf } = desk.wanted;
  const narrowed = sought.trim() || Object.values(filter).some(Boolean);
  const none = (words) => (narrowed ? _("Không có câu nào khớp.") : words);
  const answering = desk.seen.floor === null ? null : desk.seen.get(desk.seen.floor);
  return html`<${Jump} desk=${desk} />
  <div class="columns">
    <${Column} desk=${desk} name="inbox" label=${_("Hộp chờ")} count=${desk.counts.waiting} empty=${none(emptyShelf(shelf.show))} head=${html`<${ShelfHead} desk=${desk} />`}><${Calls} desk=${desk} /><//>
    <${Column} desk=${desk} name="queue" label=${_("Hàng chờ trả lời")} count=${desk.seen.queue.length} empty=${none(_("Hàng chờ trống. Câu được duyệt xếp vào cuối hàng."))} />
    <${Column} desk=${desk} name="done" label=${_("Trả lời")} count=${desk.shown("done").length} empty=${none(_("Chưa trả lời câu nào."))}>
      <${Floor} desk=${desk} question=${answering} since=${since} units=${conference.units} live=${conference.stage === "live"} onAnswer=${(fields) => desk.act([fields.question], acts.answer(fields))} />
    <//>
  </div>`;
}

/** Where the columns stand below each other, the way to each; wide screens show all three and not this. */
function Jump({ desk }) {
  const ways = [
    ["inbox", _("Hộp chờ"), desk.counts.waiting],
    ["queue", _("Hàng chờ trả lời"), desk.seen.queue.length],
    ["done", _("Trả lời"), desk.shown("done").length],
  ];
  return html`<nav class="jump" aria-label=${_("Đi lại")}>
    ${ways.map(([name, words, count]) => html`<a key=${name} href=${`#${name}-head`} onClick=${() => settle(`${name}-head`)}>${words} <span class="column-count">${number(count)}</span></a>`)}
  </nav>`;
}

/** On the way, lists are drawn and measured, and push the goal on: go there until it stands. */
function settle(id, frames = SETTLES_WITHIN_FRAMES) {
  document.getElementById(id).scrollIntoView();
  if (frames) requestAnimationFrame(() => settle(id, frames - 1));
}

/** A screen reader is told of newcomers together, and not more often than it can be listened to. */
function useNews(waiting) {
  const before = useRef(waiting);
  useEffect(() => {
    const more = waiting - before.current;
    before.current = waiting;
    if (more > 0) sayNews(n_("{n} câu hỏi mới trong hộp chờ", waiting));
  }, [waiting]);
}
