/** Before sending: what others asked already is offered to be supported instead. Nobody has to. */

import { useEffect, useState } from "preact/hooks";

import { sayNews } from "../parts/announcer.js";
import { Face, Said, html } from "../parts/html.js";
import { _, word } from "../words.js";
import { Support } from "./support.js";

const PAUSE = 1200;
/** Of fewer letters nothing can be said. */
const TELLING = 15;

export function Similar({ live, text, mayVote }) {
  const [found, setFound] = useState([]);
  const [sure, setSure] = useState(false);
  const online = live.connection === "online";
  useEffect(() => {
    if (text.trim().length < TELLING) {
      setFound([]);
      setSure(false);
      return undefined;
    }
    // Who types before the line is open is answered once it is.
    if (sure || !online) return undefined;
    let late = false;
    // Without an answer nothing is offered: the question goes its own way.
    const look = () => live.ask("similar", { text }).then(({ questions = [] }) => late || setFound(questions), () => {});
    const timer = setTimeout(look, PAUSE);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [text, sure, online]);
  const questions = sure ? [] : found.map(([number]) => live.view.questions.get(number)).filter(Boolean);
  const words = word("phone", "similar");
  useEffect(() => {
    if (questions.length) sayNews(words);
  }, [questions.length]);
  if (!questions.length) return null;
  return html`<section class="similar" aria-label=${_("Câu hỏi gần giống")}>
    <p><strong>${words}</strong></p>
    ${questions.map(
      (question) => html`<article key=${question.number} class="question">
        <div class="question-head"><${Face} of=${question.number} /></div>
        <${Said} text=${question.text} />
        <${Support} live=${live} question=${question} open=${mayVote} />
      </article>`,
    )}
    <button class="button button-quiet" type="button" onClick=${() => setSure(true)}>${_("Không, vẫn gửi câu của tôi")}</button>
  </section>`;
}
