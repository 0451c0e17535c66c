/** A long question in steps that can be read from the back of the hall. Pure. */

const LONGEST = 140;
const SENTENCE_END = /[.!?…;:]["”’)]?$/;

/** Steps of at most 140 characters, cut after a sentence where one ends late enough, else between words. */
export function steps(text) {
  const words = text.split(/\s+/).filter(Boolean).flatMap(broken);
  const found = [];
  let line = [];
  for (const word of words) {
    if (lengthOf([...line, word]) > LONGEST) {
      const cut = sentenceCut(line);
      found.push(line.slice(0, cut).join(" "));
      line = line.slice(cut);
    }
    line.push(word);
  }
  if (line.length) found.push(line.join(" "));
  return found.length ? found : [""];
}

function lengthOf(words) {
  return words.join(" ").length;
}

/** After which word to cut: the last sentence end in the second half of the step, or the very end. */
function sentenceCut(line) {
  for (let index = line.length; index > 1; index--) {
    if (lengthOf(line.slice(0, index)) < LONGEST / 2) break;
    if (SENTENCE_END.test(line[index - 1])) return index;
  }
  return line.length;
}

/** A "word" without any space may be longer than a whole step. */
function broken(word) {
  const letters = Array.from(word);
  const parts = [];
  while (letters.length) parts.push(letters.splice(0, LONGEST).join(""));
  return parts;
}
