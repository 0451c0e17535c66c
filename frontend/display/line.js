/** One line of a text, ended between two words: half a word can say something else, or something rude. */

import { useLayoutEffect, useRef } from "preact/hooks";

import { html } from "../parts/html.js";

/** The longest beginning of `text` in whole words for which `fits` says yes. */
export function beginning(text, fits) {
  if (fits(text)) return text;
  const words = text.split(/\s+/);
  while (words.length > 1) {
    words.pop();
    const shown = `${words.join(" ").replace(/[,.;:]$/, "")}…`;
    if (fits(shown)) return shown;
  }
  return `${words[0]}…`;
}

export function Line({ text }) {
  const line = useRef(null);
  useLayoutEffect(() => {
    const shorten = () =>
      beginning(text, (shown) => {
        line.current.textContent = shown;
        return line.current.scrollWidth <= line.current.clientWidth;
      });
    shorten();
    addEventListener("resize", shorten);
    document.fonts.ready.then(() => line.current && shorten());
    return () => removeEventListener("resize", shorten);
  }, [text]);
  return html`<bdi class="said said-line" dir="auto" lang="vi" ref=${line}></bdi>`;
}
