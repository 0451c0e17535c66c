/** The desk's head: where the conference stands, how to move it on, and the lines to the hall and to the chair. */

import { useEffect, useState } from "preact/hooks";

import { Pill, html } from "../parts/html.js";
import { _, clock, n_, number, stageWord } from "../words.js";
import * as conduct from "./acts-conduct.js";

export function Conduct({ desk, live, conference }) {
  const kind = conference.paused && conference.stage === "live" ? "paused" : conference.stage;
  return html`<div class="conduct">
    <${Pill} kind=${kind}>${stageWord(conference)}<//>
    <${Ways} conference=${conference} />
    <${Counts} counts=${conference.counts} present=${live.present} />
    <div class="conduct-moves">
      <button class="button" type="button" onClick=${() => desk.open({ kind: "help" })}>${_("Phím tắt")}</button>
      <button class="button" type="button" onClick=${() => desk.open({ kind: "history" })}>${_("Việc đã làm")}</button>
      ${conference.stage !== "closed" && html`<button class="button" type="button" onClick=${() => desk.open({ kind: "settings" })}>${_("Điều hành")}</button>`}
      <${Moves} desk=${desk} live=${live} conference=${conference} />
    </div>
  </div>`;
}

/** What is not as it usually is: everybody at the desk has to know. */
function Ways({ conference }) {
  const { asking, voting, slow_mode: slow, moderation, join_mode: join } = conference;
  const told = [
    asking === false && _("Dừng nhận câu hỏi"),
    voting === false && _("Dừng ủng hộ"),
    slow > 0 && n_("Cách {n} giây", slow),
    moderation === "post" && _("Hiện trước, xem sau"),
    { code: _("Vào bằng mã"), paper: _("Vào bằng phiếu"), staff: _("Cán bộ nhập hộ") }[join],
  ].filter(Boolean);
  return conference.stage !== "closed" && told.length > 0 && html`<${Pill} kind="deferred">${told.join(" · ")}<//>`;
}

function Moves({ desk, live, conference }) {
  const { stage, paused } = conference;
  const press = (words, act, kind = "") => html`<button class=${`button ${kind}`} type="button" onClick=${act}>${words}</button>`;
  const turn = (act) => () => desk.act([], act);
  if (stage === "draft") {
    return html`${press(_("Mở nhận câu hỏi trước"), () => live.send("announce_conference", {}))}
      ${press(_("Mở hội nghị"), () => live.send("open_conference", {}), "button-primary")}`;
  }
  if (stage === "announced") return press(_("Mở hội nghị"), () => live.send("open_conference", {}), "button-primary");
  if (stage !== "live") return html`<a class="button" href=${`/archive/${conference.code}`}>${_("Xem biên bản")}</a>`;
  return html`${paused ? press(_("Tiếp tục hội nghị"), turn(conduct.resume()), "button-primary") : press(_("Tạm nghỉ"), turn(conduct.pause()))}
    ${press(_("Kết thúc hội nghị"), () => desk.open({ kind: "close" }), "button-grave")}`;
}

function Counts({ counts, present }) {
  const told = [
    [counts.received, _("đã nhận")],
    [counts.answered, _("đã trả lời")],
    [counts.declined, _("không đưa lên")],
  ];
  return html`<p class="counts">
    ${told.map(([count, words]) => html`<span key=${words}><strong>${number(count)}</strong> ${words}</span>`)}
    ${present !== null && html`<span>${n_("{n} người đang theo dõi", present)}</span>`}
  </p>`;
}

function Line({ id, label, placeholder, current, sendWords, dropWords, onSend, children }) {
  const [text, setText] = useState(current);
  useEffect(() => setText(current), [current]);
  function submit(event) {
    event.preventDefault();
    onSend(text.trim());
  }
  return html`<form class="notice-form" onSubmit=${submit}>
    <label for=${id}>${label}</label>
    <input id=${id} maxlength="280" value=${text} placeholder=${placeholder} onInput=${(event) => setText(event.currentTarget.value)} />
    <button class="button" disabled=${text.trim() === current}>${text.trim() || !current ? sendWords : dropWords}</button>
    ${children}
  </form>`;
}

export function NoticeForm({ desk, notice }) {
  const current = notice ? notice.text : "";
  return html`<${Line} id="notice" label=${_("Thông báo")} placeholder=${_("một dòng, hiện trên mọi màn hình")} current=${current} sendWords=${_("Đăng")} dropWords=${_("Gỡ")} onSend=${(text) => desk.act([], conduct.announce(text, current))} />`;
}

/** Only moderators and the chair see it; the chair says when it has been read. */
export function ChairForm({ desk, backstage }) {
  const current = backstage ? backstage.text : "";
  return html`<${Line} id="backstage" label=${_("Nhắn chủ trì")} placeholder=${_("chỉ chủ trì và bàn thấy")} current=${current} sendWords=${_("Nhắn")} dropWords=${_("Gỡ")} onSend=${(text) => desk.act([], conduct.tellChair(text, current))}>
    ${backstage && html`<span class=${`backstage-read ${backstage.acknowledged_at ? "backstage-read-yes" : ""}`} role="status">${backstage.acknowledged_at ? _("✓ Đã đọc {time}", { time: clock(backstage.acknowledged_at) }) : _("Chưa đọc")}</span>`}
  <//>`;
}
