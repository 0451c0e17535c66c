/** The desk's three dialogs: why declined, really end the meeting, and the keys. */

import { useEffect, useRef, useState } from "preact/hooks";

import { Said, html } from "../parts/html.js";
import { _, codes, n_, word } from "../words.js";

function Dialog({ label, onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby="dialog-head" onClose=${onClose}>
    <h2 id="dialog-head">${label}</h2>
    ${children}
  </dialog>`;
}

export function DeclineDialog({ question, onDecline, onClose }) {
  const [reason, setReason] = useState(null);
  const [words, setWords] = useState("");
  const wordsNeeded = reason === "other";
  function submit(event) {
    event.preventDefault();
    onDecline(reason, words.trim());
  }
  return html`<${Dialog} label=${_("Từ chối № {number}", { number: question.number })} onClose=${onClose}>
    <form class="dialog-form" onSubmit=${submit}>
      <div class="dialog-quote"><${Said} text=${question.text} /></div>
      <fieldset class="reasons">
        <legend>${_("Lý do (người hỏi sẽ thấy)")}</legend>
        ${codes("reason").map(
          (code) => html`<label key=${code} class="choice"><input type="radio" name="reason" required value=${code} checked=${reason === code} onChange=${() => setReason(code)} /><span>${word("reason", code)}</span></label>`,
        )}
      </fieldset>
      <div class="field">
        <label for="words">${wordsNeeded ? _("Lời gửi người hỏi") : _("Lời gửi người hỏi (không bắt buộc)")}</label>
        <textarea id="words" rows="2" maxlength="500" required=${wordsNeeded} value=${words} onInput=${(event) => setWords(event.currentTarget.value)}></textarea>
      </div>
      <div class="acts">
        <button class="button button-grave">${_("Từ chối № {number}", { number: question.number })}</button>
        <button class="button button-quiet" type="button" onClick=${onClose}>${_("Thôi")}</button>
      </div>
    </form>
  <//>`;
}

export function CloseDialog({ counts, onConfirm, onClose }) {
  return html`<${Dialog} label=${_("Kết thúc hội nghị?")} onClose=${onClose}>
    <p>${_("Việc này không hoàn tác được. Không ai gửi câu hỏi hay ủng hộ được nữa.")}</p>
    <p>${n_("{n} câu hỏi sẽ thành hồ sơ theo dõi, mỗi câu một hồ sơ.", counts.received)}</p>
    ${counts.waiting + counts.queued > 0 && html`<p class="dialog-warning">${n_("Trong đó {n} câu chưa được trả lời.", counts.waiting + counts.queued)}</p>`}
    <div class="acts">
      <button class="button button-grave" type="button" onClick=${onConfirm}>${_("Kết thúc hội nghị")}</button>
      <button class="button" type="button" onClick=${onClose}>${_("Chưa kết thúc")}</button>
    </div>
  <//>`;
}

export function HelpDialog({ keys, onClose }) {
  const rows = [
    ["j · k", _("câu dưới, câu trên")],
    ["h · l", _("cột trái, cột phải")],
    ["a", _("duyệt vào hàng chờ")],
    ["d", _("từ chối, kèm lý do")],
    ["s", _("mời lên trả lời")],
    ["p", _("ghim lên đầu, bỏ ghim")],
    ["⇧J · ⇧K", _("chuyển xuống, chuyển lên trong hàng chờ")],
    ["r", _("đưa về hộp chờ")],
    ["w", _("để trả lời sau hội nghị")],
    ["z · Ctrl+Z", _("hoàn tác")],
    ["/", _("tìm")],
    ["?", _("bảng này")],
  ];
  return html`<${Dialog} label=${_("Phím tắt")} onClose=${onClose}>
    <table class="keys">
      <tbody>
        ${rows.map(([key, does]) => html`<tr key=${key}><th scope="row"><kbd>${key}</kbd></th><td>${does}</td></tr>`)}
      </tbody>
    </table>
    <p>${_("Phím tắt chỉ có tác dụng ngoài ô nhập.")}</p>
    <div class="acts">
      <button class="button button-primary" type="button" onClick=${onClose}>${_("Đóng bảng")}</button>
      <button class="button" type="button" aria-pressed=${keys.on} onClick=${keys.toggle}>${keys.on ? _("Tắt phím tắt") : _("Bật phím tắt")}</button>
    </div>
  <//>`;
}

