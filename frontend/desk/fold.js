/** Text without its diacritics: "duong" finds "Đường". Pure; the server folds the same way. */

const MARKS = /[\u0300-\u036f]/g;

export function fold(text) {
  return text.toLowerCase().replace(/đ/g, "d").normalize("NFKD").replace(MARKS, "");
}
