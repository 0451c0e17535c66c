/** The desk's head: where the conference stands, how to move it on, and the one line to every screen. */

import { useEffect, useState } from "preact/hooks";

import { Pill, html } from "../parts/html.js";
import { _, n_, number, stageWord } from "../words.js";
import * as acts from "./acts.js";

export function Conduct({ live, conference, history, onClose }) {
  const kind = conference.paused && conference.stage === "live" ? "paused" : conference.stage;
  return html`<div class="conduct">
    <${Pill} kind=${kind}>${stageWord(conference)}<//>
    <${Counts} counts=${conference.counts} present=${live.present} />
    <div class="conduct-moves"><${Moves} live=${live} conference=${conference} history=${history} onClose=${onClose} /></div>
  </div>`;
}

function Moves({ live, conference, history, onClose }) {
  const { stage, paused } = conference;
  const press = (words, act, kind = "") => html`<button class=${`button ${kind}`} type="button" onClick=${act}>${words}</button>`;
  if (stage === "draft") {
    return html`${press(_("Mở nhận câu hỏi trước"), () => live.send("announce_conference", {}))}
      ${press(_("Mở hội nghị"), () => live.send("open_conference", {}), "button-primary")}`;
  }
  if (stage === "announced") return press(_("Mở hội nghị"), () => live.send("open_conference", {}), "button-primary");
  if (stage !== "live") return html`<a class="button" href=${`/archive/${conference.code}`}>${_("Xem biên bản")}</a>`;
  return html`${paused
      ? press(_("Tiếp tục hội nghị"), () => history.act(acts.resume()), "button-primary")
      : press(_("Tạm nghỉ"), () => history.act(acts.pause()))}
    ${press(_("Kết thúc hội nghị"), onClose, "button-grave")}`;
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

export function NoticeForm({ notice, history }) {
  const current = notice ? notice.text : "";
  const [text, setText] = useState(current);
  useEffect(() => setText(current), [current]);
  function submit(event) {
    event.preventDefault();
    history.act(acts.announce(text.trim(), current));
  }
  return html`<form class="notice-form" onSubmit=${submit}>
    <label for="notice">${_("Thông báo")}</label>
    <input id="notice" maxlength="280" value=${text} placeholder=${_("một dòng, hiện trên mọi màn hình")} onInput=${(event) => setText(event.currentTarget.value)} />
    <button class="button" disabled=${text.trim() === current}>${text.trim() || !current ? _("Đăng thông báo") : _("Gỡ thông báo")}</button>
  </form>`;
}
