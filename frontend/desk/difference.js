/** Two wordings, word by word: what was taken out and what was put in. */

import { html } from "../parts/html.js";
import { _ } from "../words.js";

/** Longer texts than this are shown whole: comparing them would keep the hand waiting. */
const WORDS_MAX = 1200;

/** @returns {{kind: "same"|"out"|"in", text: string}[]} */
export function difference(from, to) {
  const one = from.split(/(\s+)/);
  const other = to.split(/(\s+)/);
  if (one.length > WORDS_MAX || other.length > WORDS_MAX) return [{ kind: "out", text: from }, { kind: "in", text: to }];
  return joined(walk(one, other, common(one, other)));
}

/** How long the longest common run of words is, from each pair of places to the end. */
function common(one, other) {
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = one[i] === other[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

function walk(one, other, lengths) {
  const steps = [];
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      steps.push({ kind: "same", text: one[i] });
      i += 1;
      j += 1;
    } else if (j >= other.length || (i < one.length && lengths[i + 1][j] >= lengths[i][j + 1])) steps.push({ kind: "out", text: one[i++] });
    else steps.push({ kind: "in", text: other[j++] });
  }
  return steps;
}

/** Runs of the same kind together; a space alone between two changes belongs to both. */
function joined(steps) {
  const runs = [];
  let changed = { out: "", in: "" };
  const settle = () => {
    for (const kind of ["out", "in"]) if (changed[kind]) runs.push({ kind, text: changed[kind] });
    changed = { out: "", in: "" };
  };
  for (const { kind, text } of steps) {
    const last = runs[runs.length - 1];
    if (kind !== "same") changed[kind] += text;
    else if (!text.trim() && changed.out && changed.in) changed = { out: changed.out + text, in: changed.in + text };
    else {
      settle();
      if (last && last === runs[runs.length - 1] && last.kind === "same") last.text += text;
      else runs.push({ kind, text });
    }
  }
  settle();
  return runs;
}

export function Difference({ from, to }) {
  return html`<bdi class="said difference" dir="auto">
    ${difference(from, to).map(({ kind, text }, index) => {
      if (kind === "same") return text;
      const words = html`<span class="unseen">${kind === "out" ? _("[bỏ:") : _("[thêm:")} </span>${text}<span class="unseen">]</span>`;
      return kind === "out" ? html`<del key=${index}>${words}</del>` : html`<ins key=${index}>${words}</ins>`;
    })}
  </bdi>`;
}
