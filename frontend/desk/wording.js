/** Dialogs about a question's words: edit them, split them, put tags and a topic to them. */

import { useState } from "preact/hooks";

import { Said, html } from "../parts/html.js";
import { _, n_ } from "../words.js";
import * as acts from "./acts.js";
import { Dialog, Quoted } from "./dialog.js";
import { Difference } from "./difference.js";

const TEXT_MAX = 4000;
const PARTS_MAX = 10;
const TAGS_MAX = 8;
const TAG_MAX = 30;
const into = (set) => (event) => set(event.currentTarget.value);

export function EditDialog({ desk, questions: [question] }) {
  const [text, setText] = useState(question.text);
  const original = question.asked_text || question.text;
  const edited = text.trim();
  function submit(event) {
    event.preventDefault();
    desk.close();
    desk.act([question.number], acts.edit(question, edited));
  }
  return html`<${Dialog} wide label=${_("Sửa lời № {number}", { number: question.number })} onClose=${desk.close}>
    <form class="dialog-form" onSubmit=${submit}>
      <div class="beside">
        <div><h3>${_("Người hỏi viết")}</h3><div class="dialog-quote" tabindex="0"><${Said} text=${original} /></div></div>
        <div class="field"><label for="edit-text">${_("Sẽ hiện là")}</label><textarea id="edit-text" autofocus rows="7" required maxlength=${TEXT_MAX} value=${text} onInput=${into(setText)}></textarea></div>
      </div>
      <h3>${_("Khác ở chỗ")}</h3>
      <div class="dialog-quote" tabindex="0">${edited === original ? _("Chưa khác gì.") : html`<${Difference} from=${original} to=${edited} />`}</div>
      <p>${_("Lời của người hỏi vẫn được giữ nguyên, người hỏi được báo.")}</p>
      <div class="acts">
        <button class="button button-primary" disabled=${!edited || edited === question.text}>${_("Lưu lời mới")}</button>
        ${question.asked_text && html`<button class="button" type="button" onClick=${() => setText(original)}>${_("Lấy lại lời người hỏi")}</button>`}
        <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

/** Blank lines part the parts. Pure. */
export function partsOf(text) {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean);
}

export function SplitDialog({ desk, questions: [question] }) {
  const [text, setText] = useState(question.text);
  const parts = partsOf(text);
  const able = parts.length >= 2 && parts.length <= PARTS_MAX;
  function submit(event) {
    event.preventDefault();
    desk.close();
    desk.act([question.number], acts.split(question, parts));
  }
  return html`<${Dialog} wide label=${_("Tách № {number}", { number: question.number })} onClose=${desk.close}>
    <form class="dialog-form" onSubmit=${submit}>
      <div class="beside">
        <div class="field"><label for="split-text">${_("Để một dòng trống giữa các câu")}</label><textarea id="split-text" autofocus rows="9" value=${text} onInput=${into(setText)}></textarea></div>
        <div><h3>${n_("Thành {n} câu", parts.length)}</h3>
          <ol class="parts" tabindex="0">${parts.map((part, index) => html`<li key=${index}><strong>${index === 0 ? `№ ${question.number}` : _("số mới")}</strong><${Said} text=${part} /></li>`)}</ol></div>
      </div>
      <p class="dialog-warning">${_("Câu mới có số riêng nên việc tách không hoàn tác được; có thể gộp lại.")}</p>
      <div class="acts">
        <button class="button button-primary" disabled=${!able}>${n_("Tách thành {n} câu", parts.length)}</button>
        <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

/** Tags as typed: parted by commas, each once. Pure. */
export function tagsOf(text) {
  const tags = text.split(",").map((tag) => tag.trim().slice(0, TAG_MAX));
  return [...new Set(tags.filter(Boolean))].slice(0, TAGS_MAX);
}

export function TagDialog({ desk, questions }) {
  const several = questions.length > 1;
  const [one] = questions;
  const [text, setText] = useState(several ? "" : (one.tags || []).join(", "));
  const [topic, setTopic] = useState(several ? "keep" : one.topic || "");
  const known = [...new Set([...desk.seen.all()].flatMap((question) => question.tags || []))].sort();
  function submit(event) {
    event.preventDefault();
    const added = tagsOf(text);
    const all = questions.map((question) => tagged(question, several ? [...new Set([...(question.tags || []), ...added])].slice(0, TAGS_MAX) : added, topic));
    desk.close();
    desk.act(questions.map((question) => question.number), several ? acts.together(n_("gắn thẻ {n} câu", all.length), all) : all[0]);
  }
  const label = several ? n_("Gắn thẻ {n} câu", questions.length) : _("Gắn thẻ № {number}", { number: one.number });
  return html`<${Dialog} label=${label} onClose=${desk.close}>
    <form class="dialog-form" onSubmit=${submit}>
      <${Quoted} questions=${questions} />
      <div class="field">
        <label for="tags">${several ? _("Thêm thẻ, cách nhau bằng dấu phẩy (chỉ bàn điều hành thấy)") : _("Thẻ, cách nhau bằng dấu phẩy (chỉ bàn điều hành thấy)")}</label>
        <input id="tags" autofocus value=${text} onInput=${into(setText)} list="known-tags" />
        <datalist id="known-tags">${known.map((tag) => html`<option key=${tag} value=${tag}></option>`)}</datalist>
      </div>
      ${known.length > 0 && html`<div class="acts">${known.slice(0, 12).map((tag) => html`<button key=${tag} class="button tag-add" type="button" onClick=${() => setText(tagsOf(`${text},${tag}`).join(", "))}>+ ${tag}</button>`)}</div>`}
      <div class="field">
        <label for="tag-topic">${_("Lĩnh vực (mọi người thấy)")}</label>
        <select id="tag-topic" value=${topic} onChange=${into(setTopic)}>
          ${several && html`<option value="keep">${_("Giữ như cũ")}</option>`}
          <option value="">${_("Chưa chọn")}</option>
          ${(desk.conference.topics || []).map((name) => html`<option key=${name} value=${name}>${name}</option>`)}
        </select>
      </div>
      <div class="acts">
        <button class="button button-primary">${_("Lưu thẻ")}</button>
        <button class="button button-quiet" type="button" onClick=${desk.close}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

/** A topic is only spoken of when it is another one. */
function tagged(question, tags, topic) {
  const same = topic === "keep" || topic === (question.topic || "");
  return acts.tag(question, tags, same ? undefined : topic);
}
