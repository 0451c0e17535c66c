/** Search that forgives missing diacritics: "duong" finds "Đường". Pure; the server folds the same way. */

const MARKS = /[\u0300-\u036f]/g;

export function fold(text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFKD").replace(MARKS, "");
}

/** Whether every word looked for stands in the question, or its number was typed. */
export function found(question, sought) {
  const folded = fold(sought).trim();
  if (!folded) return true;
  const told = fold([question.text, question.name, question.place, question.topic].filter(Boolean).join(" "));
  return folded === String(question.number) || folded.split(/\s+/).every((word) => told.includes(word));
}
