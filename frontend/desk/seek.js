/** Search and filters over all columns. */

import { useMemo, useRef, useState } from "preact/hooks";

import { html } from "../parts/html.js";
import { _, number } from "../words.js";
import { channelWords, flagWords } from "./flags.js";
import { NO_FILTER, offered } from "./found.js";

const KINDS = ["topic", "place", "channel", "tag", "flag"];
const kindWords = (kind) => ({ topic: _("Lĩnh vực"), place: _("Nơi ở"), channel: _("Kênh"), tag: _("Thẻ"), flag: _("Dấu hiệu") })[kind];
const valueWords = (kind, value) => (kind === "channel" ? channelWords(value) : kind === "flag" ? flagWords(value) : value);

export function Seek({ desk, box }) {
  const [open, setOpen] = useState(false);
  const button = useRef(null);
  const { sought, filter } = desk.wanted;
  const active = KINDS.filter((kind) => filter[kind]).length;
  const leave = (event) => {
    if (event.key !== "Escape") return;
    desk.want({ sought: "" });
    box.current.blur();
  };
  /** Gone with Escape, and the hand is back where it opened them. */
  const fold = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current.focus();
  };
  return html`<div class="search" role="search">
    <label for="search">${_("Tìm")}</label>
    <input id="search" type="search" ref=${box} value=${sought} placeholder=${_("không cần dấu, hoặc số câu hỏi")} onInput=${(event) => desk.want({ sought: event.currentTarget.value })} onKeyDown=${leave} />
    <div class="filters-place" onKeyDown=${fold}>
      <button class="button" type="button" ref=${button} aria-expanded=${open} aria-controls="filters" onClick=${() => setOpen(!open)}>${active ? `${_("Lọc")} (${active})` : _("Lọc")}</button>
      ${open && html`<${Filters} desk=${desk} filter=${filter} active=${active} />`}
    </div>
  </div>`;
}

function Filters({ desk, filter, active }) {
  const known = desk.live.view.questions.size;
  // Counting them all again for every act would keep the hand waiting; newcomers bring new choices.
  const choices = useMemo(() => Object.fromEntries(KINDS.map((kind) => [kind, offered(kind, [...desk.seen.all()])])), [known]);
  const want = (kind) => (event) => desk.want({ filter: { ...filter, [kind]: event.currentTarget.value } });
  return html`<div class="filters" id="filters">
    ${KINDS.map(
      (kind) => html`<div key=${kind} class="field">
        <label for=${`filter-${kind}`}>${kindWords(kind)}</label>
        <select id=${`filter-${kind}`} value=${filter[kind]} onChange=${want(kind)}>
          <option value="">${_("Tất cả")}</option>
          ${choices[kind].map(([value, count]) => html`<option key=${value} value=${value}>${valueWords(kind, value)} (${number(count)})</option>`)}
        </select>
      </div>`,
    )}
    <button class="button" type="button" disabled=${!active} onClick=${() => desk.want({ filter: NO_FILTER })}>${_("Bỏ lọc")}</button>
  </div>`;
}
