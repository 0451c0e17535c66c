/**
 * What the chair's answer amounts to, in two taps: choose one of three, then confirm what is filled in
 * already. Used on the stage and on the desk.
 */

import { useEffect, useRef, useState } from "preact/hooks";

import { _, day, weekday, word } from "../words.js";
import { suggestedDue } from "./clock.js";
import { Icon, html } from "./html.js";

const OUTCOMES = [
  { code: "answered", icon: "check" },
  { code: "promised", icon: "letter" },
  { code: "referred", icon: "up" },
];
const confirmWords = (outcome) =>
  ({ answered: _("Ghi đã trả lời"), promised: _("Giao việc và hẹn ngày"), referred: _("Ghi chuyển cấp trên") })[outcome];

/** Who spoke last most often speaks again. */
const last = { by: "", unit: "" };

export function Outcomes({ question, units, me, onAnswer }) {
  const [outcome, choose] = useState(null);
  useEffect(() => choose(null), [question.number]);
  if (outcome) {
    return html`<${Details} outcome=${outcome} question=${question} units=${units} me=${me} onAnswer=${onAnswer} onBack=${() => choose(null)} />`;
  }
  return html`<div class="outcomes" role="group" aria-label=${_("Kết quả trả lời")}>
    ${OUTCOMES.map(
      ({ code, icon }) => html`<button key=${code} class=${`button outcome outcome-${code}`} type="button" onClick=${() => choose(code)}>
        <${Icon} of=${icon} size=${28} /><span>${word("outcome", code)}</span>
      </button>`,
    )}
  </div>`;
}

function Details({ outcome, question, units, me, onAnswer, onBack }) {
  const [by, setBy] = useState(last.by || me);
  const [unit, setUnit] = useState(last.unit || (outcome === "promised" && units[0]) || "");
  const [due, setDue] = useState(suggestedDue());
  const [words, setWords] = useState("");
  const confirm = useRef(null);
  useEffect(() => confirm.current.focus(), []);

  function submit(event) {
    event.preventDefault();
    last.by = by;
    if (outcome === "promised") last.unit = unit;
    onAnswer({ question: question.number, outcome, by, words, ...facts() });
  }

  function facts() {
    if (outcome === "promised") return { unit, due };
    return outcome === "referred" && unit ? { unit } : {};
  }

  const into = (set) => (event) => set(event.currentTarget.value);
  return html`<form class="outcome-details" onSubmit=${submit}>
    <h3>${word("outcome", outcome)}</h3>
    ${outcome === "promised" && html`<${Units} units=${units} unit=${unit} onUnit=${setUnit} />`}
    ${outcome === "referred" &&
    html`<div class="field"><label for="authority">${_("Cơ quan cấp trên (nếu đã rõ)")}</label><input id="authority" value=${unit} onInput=${into(setUnit)} /></div>`}
    <div class="field-row">
      ${outcome === "promised" &&
      html`<div class="field"><label for="due">${_("Hạn trả lời")}${due && html`<span class="due-words">${weekday(due)}, ${day(due)}</span>`}</label><input id="due" type="date" required value=${due} onInput=${into(setDue)} /></div>`}
      <div class="field"><label for="by">${_("Người trả lời")}</label><input id="by" required value=${by} onInput=${into(setBy)} /></div>
      <div class="field"><label for="said">${_("Ý chính (không bắt buộc)")}</label><input id="said" value=${words} onInput=${into(setWords)} /></div>
    </div>
    <div class="acts">
      <button class="button button-primary" ref=${confirm}>${confirmWords(outcome)} · № ${question.number}</button>
      <button class="button button-quiet" type="button" onClick=${onBack}>${_("Chọn lại")}</button>
    </div>
  </form>`;
}

function Units({ units, unit, onUnit }) {
  const into = (set) => (event) => set(event.currentTarget.value);
  if (units.length === 0) {
    return html`<div class="field"><label for="unit">${_("Đơn vị trả lời")}</label><input id="unit" required value=${unit} onInput=${into(onUnit)} /></div>`;
  }
  return html`<fieldset class="units">
      <legend>${_("Đơn vị trả lời")}</legend>
      ${units.map(
        (name) => html`<label key=${name} class="choice"><input type="radio" name="unit" value=${name} checked=${unit === name} onChange=${into(onUnit)} /><span>${name}</span></label>`,
      )}
    </fieldset>`;
}
