/** After asking: what became of it just now, the code to keep, and what happens next. */

import { useEffect, useRef } from "preact/hooks";

import { sayNow } from "../parts/announcer.js";
import { Code, html } from "../parts/html.js";
import { _, codes, word } from "../words.js";

export function Receipt({ live, asked }) {
  const receipt = live.receiptOf(asked);
  const place = useRef(null);
  useEffect(() => {
    if (!receipt) return;
    sayNow(_("Đã nhận câu hỏi № {number}", { number: receipt.question }));
    place.current.scrollIntoView({ block: "nearest" });
  }, [receipt]);
  if (!receipt) return html`<${Kept} live=${live} asked=${asked} />`;
  return html`<section class="receipt" aria-labelledby="receipt-head" ref=${place}>
    <h2 id="receipt-head">${_("Đã nhận câu hỏi № {number}", { number: receipt.question })}</h2>
    <p>${_("Mã tra cứu – hãy ghi lại hoặc chụp màn hình")}:</p>
    <p class="code code-large"><${Code} of=${receipt.receipt_code} /></p>
    <p><strong>${_("Việc tiếp theo")}</strong></p>
    <ol>
      ${codes("after_sending").map((step) => html`<li key=${step}>${word("after_sending", step)}</li>`)}
    </ol>
  </section>`;
}

/** Without a network the box is empty again at once: say where the words went. */
function Kept({ live, asked }) {
  const place = useRef(null);
  const kept = live.connection !== "online" && live.operations.some((one) => one.id === asked && one.state === "waiting");
  useEffect(() => {
    if (kept) place.current.scrollIntoView({ block: "nearest" });
  }, [kept, asked]);
  if (!kept) return null;
  return html`<section class="receipt receipt-kept" ref=${place}>
    <h2>${_("Câu hỏi đã được giữ trong máy này")}</h2>
    <p>${_("Câu hỏi sẽ tự gửi khi có mạng.")} ${_("Xem lại ở mục “Của tôi”.")}</p>
  </section>`;
}
