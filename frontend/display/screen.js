/** The big screen's changing part. The way in (QR code and address) stands beside it; only its lead changes. */

import { useEffect, useLayoutEffect, useState } from "preact/hooks";

import { Asker, Count, Face, Pill, Said, SaidInline, html } from "../parts/html.js";
import { useSecond } from "../parts/clock.js";
import { _, minute, n_, stageWord } from "../words.js";
import { Carried } from "./carried.js";
import { Line } from "./line.js";
import { steps } from "./steps.js";

const STALE_AFTER = 15000;
/** Longer steps are set a little smaller, still a twentieth of the screen. */
const NEARLY_FULL = 100;

export function Display({ live, carried }) {
  const { conference, floor, questions } = live.view;
  const closed = conference.stage === "closed";
  const current = closed ? null : questions.get(floor.question);
  useLead(conference);
  const [begun, begin] = useState(false);
  useEffect(() => begin((was) => was || Boolean(current)), [current]);
  const opening = carried && !closed && !begun && conference.counts.answered === 0;
  const next = (closed ? [] : floor.next).map((number) => questions.get(number)).filter(Boolean);
  return html`
    <${Head} live=${live} conference=${conference} />
    ${current ? html`<${Current} key=${current.number} question=${current} />` : opening ? html`<${Carried} of=${carried} />` : html`<${Between} conference=${conference} next=${next} />`}
    ${next.length > 0 && html`<${Coming} questions=${next} />`}
    <dl class="display-counts">
      <${Count} of=${conference.counts.received}>${_("đã nhận")}<//>
      <${Count} of=${conference.counts.answered}>${_("đã trả lời")}<//>
      <${Count} of=${conference.counts.waiting + conference.counts.queued}>${_("đang chờ")}<//>
      <${Count} of=${conference.counts.declined}>${_("không đưa lên")}<//>
    </dl>
  `;
}

/** What a phone is good for now: web/screens.py says the same on the server's page. */
function useLead({ stage, asking, voting }) {
  useEffect(() => {
    const follow = stage === "closed" || voting === false;
    const words = follow ? _("Quét mã để theo dõi từng câu hỏi") : asking === false ? _("Quét mã để ủng hộ và theo dõi") : _("Quét mã để hỏi và ủng hộ");
    document.querySelector(".display-lead").textContent = words;
  }, [stage, asking, voting]);
}

function Head({ live, conference }) {
  const now = useSecond();
  const kind = conference.paused && conference.stage === "live" ? "paused" : conference.stage;
  return html`<div class="display-head">
    <${Pill} kind=${kind}>${stageWord(conference)}<//>
    ${now - live.heardAt > STALE_AFTER && html`<${Pill} kind="failed">${_("Mất liên lạc với máy chủ.")}<//>`}
    ${conference.notice && conference.stage !== "closed" && html`<p class="display-notice"><${SaidInline} text=${conference.notice.text} /></p>`}
  </div>`;
}

/** A presenter's remote sends PageUp and PageDown. */
function useSteps(text) {
  const all = steps(text);
  const [at, setAt] = useState(0);
  const go = (by) => setAt((now) => Math.min(all.length - 1, Math.max(0, now + by)));
  // Listens as soon as it is drawn.
  useLayoutEffect(() => {
    const turn = (event) => {
      const by = { PageDown: 1, PageUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      go(by);
    };
    addEventListener("keydown", turn);
    return () => removeEventListener("keydown", turn);
  }, [all.length]);
  const shown = Math.min(at, all.length - 1);
  return { text: all[shown], at: shown, of: all.length, go };
}

function Current({ question }) {
  const step = useSteps(question.text);
  return html`<section class="display-now" aria-label=${_("Câu hỏi đang trả lời")}>
    <div class="display-face"><${Face} of=${question.number} />${question.support > 0 && html`<p>${n_("{n} người ủng hộ", question.support)}</p>`}</div>
    <div class=${`display-text ${step.text.length > NEARLY_FULL ? "display-text-full" : ""}`}><${Said} text=${step.text} /></div>
    <div class="display-asker">
      <${Asker} question=${question} />
      ${step.of > 1 &&
      html`<div class="display-steps">
        <button class="button" type="button" disabled=${step.at === 0} onClick=${() => step.go(-1)}>${_("Phần trước")}</button>
        <span>${step.at + 1} / ${step.of}</span>
        <button class="button" type="button" disabled=${step.at === step.of - 1} onClick=${() => step.go(1)}>${_("Phần sau")}</button>
      </div>`}
    </div>
  </section>`;
}

function Between({ conference, next }) {
  return html`<section class="display-now display-between"><p class="display-text">${betweenWords(conference, next)}</p></section>`;
}

function betweenWords({ stage, paused, starts_at, asking }, next) {
  if (stage === "closed") return _("Hội nghị đã kết thúc. Mỗi câu hỏi đã thành một hồ sơ, bà con tra bằng mã của mình.");
  if (stage === "draft" && starts_at) return _("Hội nghị bắt đầu lúc {time}.", { time: minute(starts_at) });
  if (paused) return _("Hội nghị tạm nghỉ.");
  if (asking === false) return _("Hội nghị đã ngừng nhận câu hỏi mới.");
  return next.length ? _("Mời bà con ủng hộ câu hỏi mình quan tâm.") : _("Mời bà con quét mã và gửi câu hỏi.");
}

function Coming({ questions }) {
  return html`<section class="display-coming" aria-labelledby="coming-head">
    <h2 id="coming-head">${_("Tiếp theo")}</h2>
    <ol>
      ${questions.map(
        (question) => html`<li key=${question.number}>
          <${Face} of=${question.number} />
          <div class="display-coming-text"><${Line} text=${question.text} /></div>
          <span class="display-coming-support">${n_("{n} người ủng hộ", question.support)}</span>
        </li>`,
      )}
    </ol>
  </section>`;
}
