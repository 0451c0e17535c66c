/** Which questions match: words in any order without diacritics, a number, and the chosen filters. Pure. */

import { fold } from "./fold.js";

/** Remembers each question's folded text: five thousand of them are searched on every key. */
export function openIndex() {
  const known = new Map();
  return (question) => {
    const told = [question.text, question.name, question.place, question.topic, ...(question.tags || [])].filter(Boolean).join(" ");
    const kept = known.get(question.number);
    if (kept && kept.told === told) return kept.folded;
    const folded = fold(told);
    known.set(question.number, { told, folded });
    return folded;
  };
}

/** @returns {(question: object) => boolean} whether every word looked for stands in the question, or its number was typed */
export function seeker(sought, folded) {
  const wanted = fold(sought).trim().replace(/^(no\.?|so|#)\s*(?=\d)/i, "");
  if (!wanted) return () => true;
  const words = wanted.split(/\s+/);
  return (question) => {
    if (wanted === String(question.number)) return true;
    const told = folded(question);
    return words.every((word) => told.includes(word));
  };
}

export const NO_FILTER = { topic: "", place: "", channel: "", tag: "", flag: "" };

const HOLDS = {
  topic: (question) => [question.topic],
  place: (question) => [question.place],
  channel: (question) => [question.channel],
  tag: (question) => question.tags || [],
  flag: (question) => question.flags || [],
};

/** @returns {(question: object) => boolean} */
export function filtered(filter) {
  const wanted = Object.entries(filter).filter(([, value]) => value);
  return (question) => wanted.every(([kind, value]) => HOLDS[kind](question).includes(value));
}

/** What there is to choose from for one filter, in order, each with how many. */
export function offered(kind, questions) {
  const counts = new Map();
  for (const question of questions) {
    for (const value of HOLDS[kind](question)) if (value) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return [...counts].sort(([one], [other]) => one.localeCompare(other, "vi"));
}
