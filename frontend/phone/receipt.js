/** After asking: what became of it just now, the code to keep, and what happens next. */

import { useEffect, useRef } from "preact/hooks";

import { sayNow } from "../parts/announcer.js";
import { html } from "../parts/html.js";
import { _ } from "../words.js";

export function Receipt({ live, asked }) {
  const receipt = live.receiptOf(asked);
  const place = useRef(null);
  useEffect(() => {
    if (!receipt) return;
    sayNow(_("Đã nhận câu hỏi № {number}", { number: receipt.question }));
    place.current.scrollIntoView({ block: "nearest" });
  }, [receipt]);
  if (!receipt) return null;
  return html`<section class="receipt" aria-labelledby="receipt-head" ref=${place}>
    <h2 id="receipt-head">${_("Đã nhận câu hỏi № {number}", { number: receipt.question })}</h2>
    <p>${_("Mã tra cứu – hãy ghi lại hoặc chụp màn hình")}:</p>
    <p class="code code-large">${receipt.receipt_code}</p>
    <p><strong>${_("Việc tiếp theo")}</strong></p>
    <ol>
      <li>${_("Điều hành viên xem rồi đưa câu hỏi lên danh sách chung, hoặc báo lý do.")}</li>
      <li>${_("Chủ trì trả lời tại hội nghị, hoặc hẹn đơn vị và ngày trả lời bằng văn bản.")}</li>
      <li>${_("Khi hội nghị kết thúc, mọi câu hỏi đều có hồ sơ theo dõi, tra bằng mã này.")}</li>
    </ol>
  </section>`;
}
