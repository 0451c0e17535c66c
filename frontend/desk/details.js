/** What is behind a question: the asker's own wording, the family it leads, what was noticed. */

import { useState } from "preact/hooks";

import { Said, html } from "../parts/html.js";
import { _ } from "../words.js";
import * as acts from "./acts.js";
import { Difference } from "./difference.js";

export function hasDetails(question) {
  return Boolean(question.asked_text || question.merged || question.into || question.split_from || question.original);
}

export function Details({ desk, question }) {
  return html`<div class="details">
    ${question.asked_text && html`<h3>${_("Người hỏi viết")}</h3><${Said} text=${question.asked_text} /><h3>${_("Khác ở chỗ")}</h3><${Difference} from=${question.asked_text} to=${question.text} />`}
    ${question.original && html`<${Original} desk=${desk} number=${question.number} />`}
    ${question.merged && html`<${Family} desk=${desk} root=${question} />`}
    ${question.into && html`<${Kin} desk=${desk} label=${_("Gộp vào")} number=${question.into} />`}
    ${question.split_from && html`<${Kin} desk=${desk} label=${_("Tách từ")} number=${question.split_from} />`}
  </div>`;
}

/** Every wording that was merged here stays readable, and can go its own way again. */
function Family({ desk, root }) {
  return html`<h3>${_("Các câu đã gộp vào đây")}</h3>
    <ul class="family">
      ${root.merged.map((number) => {
        const child = desk.seen.get(number);
        return html`<li key=${number}>
          <span class="face">№ ${number}</span>
          ${child && html`<${Said} text=${child.text} /><button class="act" type="button" onClick=${() => desk.act([number], acts.unmerge({ ...child, into: root.number }))}>${_("Bỏ gộp")}<span class="unseen"> № ${number}</span></button>`}
        </li>`;
      })}
    </ul>`;
}

function Kin({ desk, label, number }) {
  const kin = desk.seen.get(number);
  return html`<h3>${label} № ${number}</h3>${kin && kin.text && html`<${Said} text=${kin.text} />`}`;
}

/** Fetched only when somebody asks for it: the server notes who did. */
function Original({ desk, number }) {
  const [text, setText] = useState(null);
  const [failed, fail] = useState(false);
  const fetchIt = () =>
    fetch(`/desk/${desk.conference.code}/original/${number}`, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error("refused"))))
      .then(setText, () => fail(true));
  if (text !== null) return html`<h3>${_("Nguyên văn, chưa che")}</h3><${Said} text=${text} />`;
  return html`<button class="act" type="button" onClick=${fetchIt}>${_("Xem nguyên văn (có ghi lại người xem)")}</button>
    ${failed && html`<p role="alert">${_("Chưa lấy được nguyên văn.")}</p>`}`;
}
