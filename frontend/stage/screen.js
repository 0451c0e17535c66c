/** What the chair sees: the question, what comes next, how long it has taken. Large, dark and still. */

import { useEffect, useState } from "preact/hooks";

import { lasting, useSecond } from "../parts/clock.js";
import { Asker, Face, Icon, Said, SaidInline, html } from "../parts/html.js";
import { Outcomes } from "../parts/outcomes.js";
import { PassReasons, passedOver } from "../parts/passed-over.js";
import { Stale } from "../parts/stale.js";
import { Troubles } from "../parts/trouble.js";
import { _, clock, n_, stageWord } from "../words.js";

export function Stage({ live, me, carried }) {
  const { conference, floor, questions } = live.view;
  const current = questions.get(floor.question);
  const [passing, pass] = useState(null);
  useEffect(() => pass(null), [floor.question]);
  /** Before a better supported one only with a reason: the tap that asks for it is the next one. */
  function call(question) {
    const over = passedOver(live.view.queue, (number) => questions.get(number), question.number);
    if (over) pass({ question, over });
    else live.send("call_question", { question: question.number });
  }
  const next = (conference.stage === "closed" ? [] : floor.next).map((number) => questions.get(number)).filter(Boolean);
  return html`
    <${Stale} live=${live} />
    <${Troubles} live=${live} />
    <${Head} live=${live} conference=${conference} since=${current && floor.since} />
    <${Backstage} live=${live} line=${live.view.backstage} />
    <div class="stage-body">
      <${Middle} live=${live} conference=${conference} me=${me} carried=${carried} current=${current} first=${next[0]} passing=${passing} onCall=${call} onPassed=${() => pass(null)} />
      <${Next} questions=${next} callable=${!current && conference.stage === "live"} onCall=${call} />
    </div>
  `;
}

function Middle({ live, conference, me, carried, current, first, passing, onCall, onPassed }) {
  if (current) return html`<${Current} live=${live} question=${current} units=${conference.units} me=${me} />`;
  if (passing) return html`<${Passing} live=${live} passing=${passing} onDone=${onPassed} />`;
  return html`<${Nobody} conference=${conference} carried=${carried} first=${first} onCall=${onCall} />`;
}

/** One line from the desk, which nobody else sees; it stays until the chair has taken it in. */
function Backstage({ live, line }) {
  if (!line || !line.text) return null;
  const read = line.acknowledged_at;
  return html`<aside class=${`backstage ${read ? "backstage-done" : ""}`} aria-label=${_("Bàn điều hành nhắn")}>
    <p class="backstage-words" role="status"><${SaidInline} text=${line.text} /> <span class="backstage-at">(${clock(line.at)})</span></p>
    ${read ? html`<p class="backstage-at">✓ ${_("Đã rõ lúc {time}", { time: clock(read) })}</p>` : html`<button class="button button-primary backstage-button" type="button" onClick=${() => live.send("acknowledge_line", {})}>${_("Đã rõ")}</button>`}
  </aside>`;
}

function Passing({ live, passing: { question, over }, onDone }) {
  const call = (reason) => {
    live.send("call_question", { question: question.number, pass_reason: reason });
    onDone();
  };
  return html`<section class="stage-now stage-passing">
    <h2>${_("Mời № {number} trước: vì sao?", { number: question.number })}</h2>
    <p class="stage-lead">${n_("№ {number} có nhiều người ủng hộ hơn ({n}). Lý do được ghi vào sổ công khai.", over.support, { number: over.number })}</p>
    <${PassReasons} onReason=${call} />
    <div class="acts"><button class="button button-quiet" type="button" onClick=${onDone}>${_("Thôi, không mời")}</button></div>
  </section>`;
}

function Head({ live, conference, since }) {
  const now = useSecond();
  return html`<div class="stage-head">
    <p class="stage-standing">${stageWord(conference)}</p>
    <p class="stage-notice">${conference.notice && html`<${SaidInline} text=${conference.notice.text} />`}</p>
    ${live.present !== null && html`<p class="stage-standing">${n_("{n} người đang theo dõi", live.present)}</p>`}
    <p class="stage-clock">${clock(now)}</p>
    ${since && html`<p class="stage-timer-words">${_("từ lúc mời")}</p>`}
    <p class="stage-timer">${since ? lasting(now - since) : "–"}</p>
  </div>`;
}

/** The longer the question, the smaller its type; all of it must be seen without scrolling. */
function sizeOf(text) {
  if (text.length <= 90) return "xl";
  if (text.length <= 220) return "l";
  return text.length <= 420 ? "m" : "s";
}

function Current({ live, question, units, me }) {
  const send = (wish) => () => live.send(wish, wish === "clear_floor" ? {} : { question: question.number });
  return html`<section class="stage-now" aria-labelledby="now-head">
    <h2 class="unseen" id="now-head">${_("Câu hỏi đang trả lời")}</h2>
    <div class="stage-face"><${Face} of=${question.number} />${question.support > 0 && html`<p class="stage-support">${n_("{n} người ủng hộ", question.support)}</p>`}</div>
    <div class=${`stage-text stage-text-${sizeOf(question.text)}`} tabindex="0"><${Said} text=${question.text} /></div>
    <${Asker} question=${question} />
    <${Outcomes} question=${question} units=${units} me=${me} onAnswer=${(fields) => live.send("answer_question", fields)} />
    <div class="acts">
      <button class="button button-quiet" type="button" onClick=${send("clear_floor")}><${Icon} of="undo" />${_("Đưa lại hàng chờ")}</button>
      <button class="button button-quiet" type="button" onClick=${send("defer_question")}><${Icon} of="later" />${_("Để trả lời sau hội nghị")}</button>
    </div>
  </section>`;
}

function Nobody({ conference, carried, first, onCall }) {
  const ready = first && conference.stage === "live";
  return html`<section class="stage-now stage-nobody">
    <p class="stage-lead">${nobodyWords(conference, first)}</p>
    ${carried && conference.stage !== "closed" && conference.counts.answered === 0 && html`<${LastTime} of=${carried} code=${conference.code} />`}
    ${ready &&
    html`<button class="button button-primary stage-call" type="button" onClick=${() => onCall(first)}>
      ${_("Mời câu tiếp theo: № {number}", { number: first.number })}
    </button>`}
  </section>`;
}

/** The conference opens with what became of the last one. */
function LastTime({ of, code }) {
  return html`<div class="stage-carried">
    <p>${_("Kỳ trước: {total} ý kiến, đã trả lời {replied}, giải quyết xong {resolved}, còn chờ trả lời {waiting}.", of)}</p>
    <p><a href=${`/h/${code}/carry-over`} target="_blank" rel="noopener">${_("Mở báo cáo thực hiện kết luận kỳ trước")}</a></p>
  </div>`;
}

function nobodyWords({ stage }, first) {
  if (stage === "closed") return _("Hội nghị đã kết thúc. Mọi câu hỏi đã thành hồ sơ theo dõi.");
  if (stage !== "live") return _("Hội nghị chưa bắt đầu. Điều hành viên sẽ mở hội nghị.");
  return first ? _("Chưa có câu hỏi nào được mời.") : _("Hàng chờ đang trống. Câu hỏi hiện ở đây khi điều hành viên duyệt.");
}

function Next({ questions, callable, onCall }) {
  return html`<section class="stage-next" aria-labelledby="next-head">
    <h2 id="next-head">${_("Tiếp theo")}</h2>
    ${questions.length === 0 && html`<p class="empty">${_("Chưa có câu nào.")}</p>`}
    <ol>
      ${questions.map(
        (question) => html`<li key=${question.number}>
          <div class="stage-next-head"><${Face} of=${question.number} /><span>${n_("{n} người ủng hộ", question.support)}</span></div>
          <div class="stage-next-text"><${Said} text=${question.text} /></div>
          ${callable &&
          html`<button class="button" type="button" onClick=${() => onCall(question)}>${_("Mời № {number}", { number: question.number })}</button>`}
        </li>`,
      )}
    </ol>
  </section>`;
}
