/** Every key and what it does; they can be switched off here. */

import { html } from "../parts/html.js";
import { _ } from "../words.js";
import { keyWords } from "./bar.js";
import { Dialog } from "./dialog.js";
import { table } from "./doing.js";

const walks = () => [
  ["j · k · ↓ · ↑", _("câu dưới, câu trên")],
  ["← · →", _("cột trái, cột phải")],
  ["i", _("mở chi tiết của câu")],
  ["n", _("hiện các câu mới đang chờ")],
  ["x", _("chọn, bỏ chọn câu này")],
  ["⇧J · ⇧K", _("chọn thêm câu dưới, câu trên")],
  ["⇧A", _("chọn hết các câu đang hiện trong hộp chờ")],
  ["Esc", _("bỏ chọn tất cả")],
  ["z · Ctrl+Z", _("hoàn tác việc vừa làm")],
  ["/", _("tìm")],
  ["?", _("bảng này")],
];

export function HelpDialog({ desk, keys }) {
  const acts = table().filter((act) => act.does);
  const toggle = () => {
    keys.toggle();
    desk.open({ kind: "help" });
  };
  return html`<${Dialog} wide label=${_("Phím tắt")} onClose=${desk.close}>
    <div class="beside">
      <${Keys} rows=${acts.map((act) => [keyWords(act.key), act.does])} label=${_("Việc với câu đang chọn")} />
      <${Keys} rows=${walks()} label=${_("Đi lại")} />
    </div>
    <p>${_("Phím tắt chỉ có tác dụng ngoài ô nhập. Khi đã chọn nhiều câu, phím làm cho tất cả.")}</p>
    <div class="acts">
      <button class="button button-primary" type="button" onClick=${desk.close}>${_("Đóng bảng")}</button>
      <button class="button" type="button" aria-pressed=${keys.on} onClick=${toggle}>${keys.on ? _("Tắt phím tắt") : _("Bật phím tắt")}</button>
    </div>
  <//>`;
}

function Keys({ rows, label }) {
  return html`<table class="keys">
    <caption>${label}</caption>
    <tbody>
      ${rows.map(([key, does]) => html`<tr key=${key}><th scope="row"><kbd>${key}</kbd></th><td>${does}</td></tr>`)}
    </tbody>
  </table>`;
}
