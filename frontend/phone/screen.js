/** The phone's page from top to bottom. */

import { useState } from "preact/hooks";

import { Notice, Pill, html } from "../parts/html.js";
import { Count, Asker, Face, Said } from "../parts/html.js";
import { Strip } from "../parts/strip.js";
import { _, minute, stageWord, word } from "../words.js";
import { Ask } from "./ask.js";
import { List, Treated } from "./list.js";
import { Mine } from "./mine.js";
import { Receipt } from "./receipt.js";
import { isOpen, whyNotAsk, whyNotVote } from "./may.js";
import { Support } from "./support.js";

export function Phone({ live, code, storage, limits, typed, still }) {
  const [asked, setAsked] = useState(null);
  const [reworded, reword] = useState(null);
  const { conference, floor, questions } = live.view;
  const open = isOpen(conference);
  const whyNot = whyNotAsk(conference, live.mine, Date.now());
  const mayWord = open && !whyNot;
  const mayVote = open && !whyNotVote(conference, live.mine);
  // Afterwards the results come first.
  const ended = conference.stage === "closed";
  const answering = questions.get(floor.question);
  return html`
    <${Strip} live=${live} lost=${word("phone", "lost")} />
    <${Standing} conference=${conference} />
    ${conference.notice && !ended && html`<${Notice} notice=${conference.notice} />`}
    <${Receipt} live=${live} asked=${asked} />
    ${mayWord
      ? html`<${Ask} live=${live} storage=${storage} limits=${limits} typed=${typed} reworded=${reworded} mayVote=${mayVote} onAsked=${setAsked} />`
      : html`<section class="section" id="ask"><div class="empty">${open ? html`<${OnlyLooking} why=${whyNot} mine=${live.mine} code=${code} />` : html`<p>${whyNotOpen(conference)}</p>`}</div></section>`}
    ${answering && html`<${Floor} live=${live} question=${answering} open=${mayVote} />`}
    ${ended && html`<${Totals} code=${code} counts=${conference.counts} />`}
    <${Mine} live=${live} open=${open} mayWord=${mayWord} onReword=${reword} />
    <${List} live=${live} open=${mayVote} still=${still} />
    ${!ended && html`<${Totals} code=${code} counts=${conference.counts} />`}
  `;
}

function whyNotOpen({ stage, paused, starts_at }) {
  if (stage === "closed" || paused) return word("not_open", paused ? "paused" : stage);
  return word("not_open", starts_at ? "starts_at" : "draft", { time: starts_at && minute(starts_at) });
}

/** Why this phone only looks on, and what can be done about it. */
function OnlyLooking({ why, mine, code }) {
  return html`<p>${word("why_not", why, { time: mine.muted_until && minute(mine.muted_until) })}</p>
    ${why === "code_needed" && html`<p><a class="button button-primary" href=${`/h/${code}/join`}>${_("Nhập mã để tham gia")}</a></p>`}`;
}

function Standing({ conference }) {
  const kind = conference.paused && conference.stage === "live" ? "paused" : conference.stage;
  return html`<section class="standing" aria-label=${_("Tình trạng hội nghị")}>
    <${Pill} kind=${kind}>${stageWord(conference)}<//>
    ${conference.stage !== "live" &&
    (conference.place || conference.starts_at) &&
    html`<p class="meta">
      ${conference.starts_at && html`<span>${minute(conference.starts_at)}</span>`}
      ${conference.place && html`<span>${conference.place}</span>`}
    </p>`}
  </section>`;
}

function Floor({ live, question, open }) {
  return html`<section class="section floor" aria-labelledby="floor-head">
    <h2 id="floor-head">${_("Đang trả lời")}</h2>
    <article class="question">
      <div class="question-head"><${Face} of=${question.number} /></div>
      <${Said} text=${question.text} />
      <${Asker} question=${question} />
      <${Treated} question=${question} />
      <${Support} live=${live} question=${question} open=${open} />
    </article>
  </section>`;
}

function Totals({ code, counts }) {
  return html`<section class="section" aria-labelledby="totals-head">
    <h2 id="totals-head">${_("Không câu hỏi nào bị bỏ sót")}</h2>
    <dl class="totals">
      <${Count} of=${counts.received}>${_("đã nhận")}<//>
      <${Count} of=${counts.answered}>${_("đã trả lời")}<//>
      <${Count} of=${counts.waiting + counts.queued}>${_("đang chờ")}<//>
      <${Count} of=${counts.declined}>${_("không đưa lên")}<//>
    </dl>
    <p><a href=${`/h/${code}/ledger`}>${word("phone", "ledger")}</a></p>
  </section>`;
}
