/** The phone's page from top to bottom. */

import { useState } from "preact/hooks";

import { Notice, Pill, html } from "../parts/html.js";
import { Count, Asker, Face, Said } from "../parts/html.js";
import { Strip } from "../parts/strip.js";
import { _, minute, stageWord } from "../words.js";
import { Ask } from "./ask.js";
import { List } from "./list.js";
import { Mine } from "./mine.js";
import { Receipt } from "./receipt.js";
import { Support } from "./support.js";

export function isOpen(conference) {
  return (conference.stage === "announced" || conference.stage === "live") && !conference.paused;
}

export function Phone({ live, code, storage, limits, typed }) {
  const [asked, setAsked] = useState(null);
  const [reworded, reword] = useState(null);
  const { conference, floor, questions } = live.view;
  const open = isOpen(conference);
  // Afterwards the results come first.
  const ended = conference.stage === "closed";
  const answering = questions.get(floor.question);
  return html`
    <${Strip} live=${live} lost=${_("Mất mạng. Những gì ông/bà viết vẫn được giữ và sẽ tự gửi.")} />
    <${Standing} conference=${conference} />
    ${conference.notice && html`<${Notice} notice=${conference.notice} />`}
    <${Receipt} live=${live} asked=${asked} />
    ${open
      ? html`<${Ask} live=${live} storage=${storage} limits=${limits} typed=${typed} reworded=${reworded} onAsked=${setAsked} />`
      : html`<section class="section" id="ask"><p class="empty">${whyNotOpen(conference)}</p></section>`}
    ${answering && html`<${Floor} live=${live} question=${answering} open=${open} />`}
    ${ended && html`<${Totals} counts=${conference.counts} />`}
    <${Mine} live=${live} code=${code} open=${open} limits=${limits} onReword=${reword} />
    <${List} live=${live} open=${open} />
    ${!ended && html`<${Totals} counts=${conference.counts} />`}
  `;
}

function whyNotOpen({ stage, paused, starts_at }) {
  if (stage === "closed") return _("Hội nghị đã kết thúc. Mọi câu hỏi đều có hồ sơ theo dõi; kết quả ở danh sách bên dưới.");
  if (paused) return _("Hội nghị tạm nghỉ. Ông/bà có thể gửi câu hỏi khi hội nghị tiếp tục.");
  if (starts_at) return _("Chưa nhận câu hỏi. Hội nghị bắt đầu lúc {time}.", { time: minute(starts_at) });
  return _("Chưa nhận câu hỏi. Trang này tự mở khi hội nghị bắt đầu.");
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
      <${Support} live=${live} question=${question} open=${open} />
    </article>
  </section>`;
}

function Totals({ counts }) {
  return html`<section class="section" aria-labelledby="totals-head">
    <h2 id="totals-head">${_("Không câu hỏi nào bị bỏ sót")}</h2>
    <dl class="totals">
      <${Count} of=${counts.received}>${_("đã nhận")}<//>
      <${Count} of=${counts.answered}>${_("đã trả lời")}<//>
      <${Count} of=${counts.waiting + counts.queued}>${_("đang chờ")}<//>
      <${Count} of=${counts.declined}>${_("không đưa lên")}<//>
    </dl>
  </section>`;
}
