/** The question box. What is typed is kept at every pause, and lost only when it was sent. */

import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "../parts/html.js";
import { sayNow } from "../parts/announcer.js";
import { _, n_, refusalWords, word } from "../words.js";
import { Similar } from "./similar.js";

const PAUSE = 400;
const EMPTY = { text: "", topic: "", name: "", place: "" };
/** From here on the count is worth hearing. */
const NEARLY_FULL = 50;

function useDraft(storage, typed, reworded) {
  const [draft, setDraft] = useState({ ...EMPTY, text: typed });
  const kept = useRef(draft);
  useEffect(() => {
    storage.readDraft().then((found) => found && !kept.current.text && setDraft({ ...EMPTY, ...found }));
    const keep = () => storage.keepDraft(kept.current);
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, []);
  useEffect(() => {
    if (reworded) setDraft({ ...EMPTY, ...reworded });
  }, [reworded]);
  useEffect(() => {
    kept.current = draft;
    const timer = setTimeout(() => storage.keepDraft(draft), PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);
  return [draft, setDraft];
}

/** As a reader counts: a letter with its marks is one. */
export function countCharacters(text) {
  return Array.from(text.trim().normalize("NFC")).length;
}

export function Ask({ live, storage, limits, typed, reworded, mayVote, onAsked }) {
  const [draft, setDraft] = useDraft(storage, typed, reworded);
  const [problem, setProblem] = useState(null);
  const summary = useRef(null);
  const { topics, slow_mode } = live.view.conference;

  useEffect(() => {
    if (problem && summary.current) summary.current.focus();
    document.title = titled(document.title, problem);
  }, [problem]);

  function change(field) {
    return (event) => {
      const changed = { ...draft, [field]: event.currentTarget.value };
      setDraft(changed);
      if (problem && !check(changed, limits)) setProblem(null);
    };
  }

  async function submit(event) {
    event.preventDefault();
    const found = check(draft, limits);
    setProblem(found);
    if (found) return;
    const { text, topic, name, place } = draft;
    const fields = { text, ...(topic && { topic }), ...(name && { name }), ...(place && { place }) };
    onAsked(await live.send("ask_question", fields));
    // Who somebody is does not change between two questions.
    setDraft({ ...EMPTY, name, place });
    sayNow(live.connection === "online" ? _("Đang gửi câu hỏi…") : word("phone", "later"));
  }

  return html`<form class="ask" id="ask" onSubmit=${submit} novalidate>
    <h2><label for="text">${_("Câu hỏi, kiến nghị của ông/bà")}</label></h2>
    ${problem &&
    html`<div class="error-summary" tabindex="-1" ref=${summary}>
      <h2>${_("Chưa gửi được")}</h2>
      <p><a href="#text">${problem}</a></p>
    </div>`}
    <div class="field">
      <textarea id="text" name="text" rows="2" required value=${draft.text} onInput=${change("text")} aria-invalid=${problem ? "true" : undefined} aria-describedby=${`text-hint text-count${problem ? " text-error" : ""}`}></textarea>
      ${problem && html`<p class="error" id="text-error">${problem}</p>`}
    </div>
    <${Similar} live=${live} text=${draft.text} mayVote=${mayVote} />
    <button class="button button-primary button-wide">${_("Gửi câu hỏi")}</button>
    <div class="ask-under">
      <p class="hint" id="text-hint">
        ${word("phone", "public")}${slow_mode && ` ${n_("Mỗi người gửi hai câu cách nhau ít nhất {n} giây.", slow_mode)}`}
      </p>
      <${Remaining} text=${draft.text} limit=${limits.text} />
    </div>
    <details>
      <summary>${word("phone", "more")}</summary>
      ${topics.length > 0 &&
      html`<div class="field">
        <label for="topic">${_("Lĩnh vực")}</label>
        <select id="topic" name="topic" value=${draft.topic} onChange=${change("topic")}>
          <option value="">${_("Chưa chọn")}</option>
          ${topics.map((topic) => html`<option key=${topic} value=${topic}>${topic}</option>`)}
        </select>
      </div>`}
      <div class="field">
        <label for="name">${_("Họ tên")}</label>
        <input id="name" name="name" maxlength=${limits.name} autocomplete="name" value=${draft.name} onInput=${change("name")} />
      </div>
      <div class="field">
        <label for="place">${_("Thôn, tổ dân phố")}</label>
        <input id="place" name="place" maxlength=${limits.place} value=${draft.place} onInput=${change("place")} />
      </div>
    </details>
  </form>`;
}

function check({ text }, limits) {
  const length = countCharacters(text);
  if (length === 0) return refusalWords("empty");
  return length > limits.text ? refusalWords("too_long", limits.text) : null;
}

function Remaining({ text, limit }) {
  const left = limit - countCharacters(text);
  const words = left < 0 ? n_("Quá {n} ký tự.", -left) : n_("Còn {n} ký tự.", left);
  const near = left <= NEARLY_FULL;
  useEffect(() => {
    if (!near) return undefined;
    const timer = setTimeout(() => sayNow(words), 1000);
    return () => clearTimeout(timer);
  }, [near, left]);
  return html`<p class=${`count ${left < 0 ? "count-over" : ""}`} id="text-count">${text ? words : n_("Tối đa {n} ký tự.", limit)}</p>`;
}

function titled(title, problem) {
  const mark = `${_("Lỗi")}: `;
  const plain = title.startsWith(mark) ? title.slice(mark.length) : title;
  return problem ? mark + plain : plain;
}
