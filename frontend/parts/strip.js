/** The strip that tells when the line is down; silent while all is well. */

import { useEffect, useState } from "preact/hooks";

import { _, n_, refusalWords } from "../words.js";
import { html } from "./html.js";

const SHORT_BREAKS_ARE_NOBODYS_BUSINESS = 500;
const FIRST_CONNECTION_MAY_TAKE = 4000;
const GOOD_NEWS_LASTS = 2500;

/** `quiet`, `lost`, or for a moment `back`. */
function useLine(live) {
  const [line, setLine] = useState("quiet");
  const online = live.connection === "online";
  useEffect(() => {
    if (online) {
      if (line === "lost") setLine("back");
      const timer = setTimeout(() => setLine("quiet"), GOOD_NEWS_LASTS);
      return () => clearTimeout(timer);
    }
    const patience = live.everOnline ? SHORT_BREAKS_ARE_NOBODYS_BUSINESS : FIRST_CONNECTION_MAY_TAKE;
    const timer = setTimeout(() => setLine("lost"), patience);
    return () => clearTimeout(timer);
  }, [online]);
  return line;
}

export function Strip({ live, lost }) {
  const line = useLine(live);
  const waiting = live.operations.filter((operation) => operation.state === "waiting").length;
  return html`<div class="strip" role="alert">
    ${line === "lost" && html`<p>${live.refusal ? refusalWords(live.refusal) : lost}${waiting > 0 && ` ${n_("{n} việc đang chờ gửi.", waiting)}`}</p>`}
    ${line === "back" && html`<p class="strip-back">${_("Đã có mạng trở lại.")}</p>`}
  </div>`;
}
