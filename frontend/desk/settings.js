/** How this conference is run: what is open, how fast, who may join. Each takes hold at once, and back again. */

import { useState } from "preact/hooks";

import { html } from "../parts/html.js";
import { _, n_ } from "../words.js";
import * as conduct from "./acts-conduct.js";
import { reasonsOf } from "./deciding.js";
import { Dialog } from "./dialog.js";

const SLOW = [0, 30, 60, 120, 300];
const JOIN = ["open", "code", "paper", "staff"];
const joinWords = (mode) => ({ open: _("Mở cho mọi người"), code: _("Cần mã đọc tại hội trường"), paper: _("Cần phiếu giấy của hộ"), staff: _("Chỉ cán bộ nhập hộ") })[mode];

export function SettingsDialog({ desk }) {
  const { conference } = desk;
  const act = (made) => () => desk.act([], made);
  const { asking = true, voting = true, slow_mode: slow = 0, moderation = "pre" } = conference;
  return html`<${Dialog} wide label=${_("Điều hành hội nghị")} onClose=${desk.close}>
    <div class="settings">
      <${Choice} label=${_("Nhận câu hỏi")} value=${asking} options=${[[true, _("Đang nhận")], [false, _("Dừng nhận")]]} onChoose=${(open) => act(conduct.asking(open))()} />
      <${Choice} label=${_("Ủng hộ")} value=${voting} options=${[[true, _("Đang mở")], [false, _("Dừng")]]} onChoose=${(open) => act(conduct.voting(open))()} />
      <${Choice} label=${_("Câu hỏi mới")} value=${moderation} options=${[["pre", _("Duyệt trước khi hiện")], ["post", _("Hiện trước, xem sau")]]} onChoose=${(mode) => act(conduct.moderation(mode))()} />
      <${Choice} label=${_("Mỗi người gửi cách nhau")} value=${slow} options=${SLOW.map((seconds) => [seconds, seconds ? n_("{n} giây", seconds) : _("Không giãn cách")])} onChoose=${(seconds) => act(conduct.slowMode(seconds, slow))()} />
      <${Joining} mode=${conference.join_mode || "open"} code=${conference.join_code} onJoin=${(mode, code) => act(conduct.joinMode(mode, code, { mode: conference.join_mode || "open", code: conference.join_code }))()} />
      <${Reasons} key=${JSON.stringify(conference.reasons)} reasons=${reasonsOf(conference)} onPublish=${(list) => act(conduct.reasons(list, reasonsOf(conference)))()} />
    </div>
    <div class="acts"><button class="button button-primary" type="button" onClick=${desk.close}>${_("Xong")}</button></div>
  <//>`;
}

function Choice({ label, value, options, onChoose }) {
  return html`<div class="setting" role="group" aria-label=${label}>
    <p class="setting-label">${label}</p>
    <div class="setting-options">
      ${options.map(([option, words]) => html`<button key=${String(option)} class="button" type="button" aria-pressed=${option === value} onClick=${() => option !== value && onChoose(option)}>${words}</button>`)}
    </div>
  </div>`;
}

function Joining({ mode, code: current, onJoin }) {
  const [chosen, choose] = useState(null);
  const [code, setCode] = useState(current || "");
  function submit(event) {
    event.preventDefault();
    onJoin("code", code.trim().toUpperCase());
    choose(null);
  }
  const pick = (next) => (next === "code" ? choose("code") : (choose(null), next !== mode && onJoin(next, "")));
  return html`<${Choice} label=${_("Ai được hỏi và ủng hộ")} value=${chosen || mode} options=${JOIN.map((one) => [one, joinWords(one)])} onChoose=${pick} />
    ${mode === "code" && chosen === null && current && html`<p class="setting-code">${_("Mã đọc trong hội trường")}: <strong class="code">${current}</strong> <button class="button button-quiet" type="button" onClick=${() => choose("code")}>${_("Đổi mã")}</button></p>`}
    ${chosen === "code" && html`<form class="setting-more" onSubmit=${submit}>
      <div class="field"><label for="join-code">${_("Mã đọc trong hội trường")}</label><input id="join-code" required minlength="4" maxlength="12" pattern="[A-Za-z0-9]+" autocomplete="off" value=${code} onInput=${(event) => setCode(event.currentTarget.value)} /></div>
      <button class="button button-primary">${_("Dùng mã này")}</button>
    </form>`}`;
}

/** The published list. A reason in use may not go; the server says so. */
function Reasons({ reasons, onPublish }) {
  const [rows, setRows] = useState(reasons);
  const change = (at, changes) => setRows(rows.map((row, index) => (index === at ? changes(row) : row)));
  const clean = rows.map(([code, label, needs]) => [code, label.trim(), needs]).filter(([, label]) => label);
  const same = JSON.stringify(clean) === JSON.stringify(reasons);
  const add = () => setRows([...rows, [newCode(rows), "", false]]);
  return html`<details class="setting">
    <summary>${_("Lý do từ chối được công bố ({count})", { count: reasons.length })}</summary>
    <ul class="setting-reasons">
      ${rows.map(
        ([code, label, needs], at) => html`<li key=${code}>
          <input aria-label=${_("Lý do")} maxlength="120" value=${label} onInput=${(event) => { const { value } = event.currentTarget; change(at, ([one, , other]) => [one, value, other]); }} />
          <label class="choice"><input type="checkbox" checked=${needs} onChange=${() => change(at, ([one, words, other]) => [one, words, !other])} /><span>${_("cần lời giải thích")}</span></label>
          <button class="button button-quiet" type="button" onClick=${() => setRows(rows.filter((row) => row[0] !== code))}>${_("Bỏ")}<span class="unseen">: ${label}</span></button>
        </li>`,
      )}
    </ul>
    <div class="acts">
      <button class="button" type="button" disabled=${rows.length >= 20} onClick=${add}>${_("Thêm lý do")}</button>
      <button class="button button-primary" type="button" disabled=${same || !clean.length} onClick=${() => onPublish(clean)}>${_("Công bố danh mục")}</button>
    </div>
  </details>`;
}

/** A code that none has: codes are letters only, and never shown. */
function newCode(rows) {
  const taken = new Set(rows.map(([code]) => code));
  const letters = "abcdefghijklmnopqrstuvwxyz";
  return [...letters].map((letter) => `own_${letter}`).find((code) => !taken.has(code));
}
