/** What screening noticed: a word, a shape and a colour each, and what it suggests. A person decides. */

import { Pill, html } from "../parts/html.js";
import { _ } from "../words.js";

/** A flag's code → the act it suggests. */
export const SUGGESTS = { denunciation: "seal", complaint: "guide" };

export function flagWords(code) {
  const words = {
    insult: _("Lời lẽ nặng"),
    personal_data: _("Dữ liệu cá nhân (đã che)"),
    denunciation: _("Dấu hiệu tố cáo"),
    complaint: _("Dấu hiệu khiếu nại"),
  };
  return words[code] || code;
}

export function channelWords(code) {
  const words = {
    phone: _("điện thoại"),
    collected: _("gom trước"),
    hall: _("nói tại hội trường"),
    paper: _("phiếu giấy"),
    hotline: _("đường dây nóng"),
  };
  return words[code] || code;
}

export function Flags({ of }) {
  return of.map((code) => html`<${Pill} key=${code} kind=${`flag pill-flag-${code}`}>${flagWords(code)}<//>`);
}

/** The act that the question's flags suggest, in words for who decides. */
export function suggestion(flags) {
  const code = (flags || []).find((flag) => SUGGESTS[flag]);
  return code ? SUGGESTS[code] : null;
}
