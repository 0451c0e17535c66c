/** The desk from inbox to floor. What can be done stands in `acts.js`, the keys in `keys.js`. */

import { useRef, useState } from "preact/hooks";

import { byRecency, queued, questionsWith } from "../live/view.js";
import { html } from "../parts/html.js";
import { Stale } from "../parts/stale.js";
import { Troubles } from "../parts/trouble.js";
import { _ } from "../words.js";
import * as acts from "./acts.js";
import { choices } from "./choices.js";
import { Column } from "./column.js";
import { Conduct, NoticeForm } from "./conduct.js";
import { CloseDialog, DeclineDialog, HelpDialog } from "./dialogs.js";
import { found } from "./fold.js";
import { Floor } from "./floor.js";
import { useHistory } from "./history.js";
import { InboxHead, inboxOf } from "./inbox.js";
import { useKeys } from "./keys.js";
import { useSelection } from "./selection.js";
import { Toast } from "./toast.js";

export function Desk({ live, me }) {
  const { conference, floor, questions, queue } = live.view;
  const history = useHistory(live);
  const [sought, seek] = useState("");
  const [inbox, setInbox] = useState({ show: "waiting", order: "oldest" });
  const [dialog, open] = useState(null);
  const searchBox = useRef(null);
  const selection = useSelection(history.acted);
  const closed = conference.stage === "closed";
  const running = conference.stage === "live";

  /** Whatever this hand moves leaves its list at once, and the hand goes on to the next. */
  function act(question, done) {
    selection.passOn(question.number);
    history.act(done);
  }
  const can = choices({ act, queue, running, closed, floorTaken: floor.question !== null, open });

  const onCurrent = (name) => () => {
    const current = selection.at && questions.get(selection.at.number);
    if (current) can[name](current);
  };
  const keys = useKeys(
    {
      j: () => selection.step(1),
      ArrowDown: () => selection.step(1),
      k: () => selection.step(-1),
      ArrowUp: () => selection.step(-1),
      l: () => selection.cross(1),
      ArrowRight: () => selection.cross(1),
      h: () => selection.cross(-1),
      ArrowLeft: () => selection.cross(-1),
      a: onCurrent("approve"),
      d: onCurrent("decline"),
      s: onCurrent("call"),
      p: onCurrent("pin"),
      r: onCurrent("giveBack"),
      w: onCurrent("defer"),
      J: onCurrent("down"),
      K: onCurrent("up"),
      z: () => history.undo(undone),
      "ctrl+z": () => history.undo(undone),
      "/": () => searchBox.current.focus(),
      "?": () => open({ kind: "help" }),
    },
    { paused: dialog !== null },
  );

  const matching = (list) => list.filter((question) => found(question, sought));
  const none = (words) => (sought ? _("Không có câu nào khớp.") : words);
  const shared = { all: questions, acted: history.acted, selection: selection.at, onSelect: selection.select, onOrder: selection.learn };
  const line = queued(live.view);
  const done = questionsWith(live.view, "answered", "deferred").sort(byRecency);
  const answering = questions.get(floor.question);
  return html`
    <${Stale} live=${live} />
    <${Troubles} live=${live} />
    <${Conduct} live=${live} conference=${conference} history=${history} onClose=${() => open({ kind: "close" })} />
    <div class="desk-bar">
      <${Search} box=${searchBox} sought=${sought} onSeek=${seek} />
      ${!closed && html`<${NoticeForm} notice=${conference.notice} history=${history} />`}
      <button class="button" type="button" onClick=${() => open({ kind: "help" })}>${_("Phím tắt")}</button>
    </div>
    <div class="columns">
      <${Column} ...${shared} name="inbox" label=${_("Hộp chờ")} count=${questionsWith(live.view, "waiting").length} questions=${matching(inboxOf(live.view, inbox))} actsFor=${can.inInbox} empty=${none(inbox.show === "waiting" ? _("Hết câu chờ xem. Câu hỏi mới hiện ở đây ngay khi được gửi.") : _("Chưa từ chối câu nào."))} head=${html`<${InboxHead} inbox=${inbox} onChange=${setInbox} declined=${conference.counts.declined} />`} />
      <${Column} ...${shared} name="queue" label=${_("Hàng chờ trả lời")} count=${line.length} questions=${matching(line)} actsFor=${can.inQueue} sortingFor=${sought || closed ? null : can.sorting} empty=${none(_("Hàng chờ trống. Câu được duyệt xếp vào cuối hàng."))} />
      <${Column} ...${shared} name="done" label=${_("Trả lời")} count=${done.length} questions=${matching(done)} actsFor=${can.inDone} empty=${none(_("Chưa trả lời câu nào."))}>
        <${Floor} question=${answering} since=${floor.since} units=${conference.units} me=${me} live=${running} onAnswer=${(fields) => history.act(acts.answer(fields))} onClear=${() => history.act(acts.clearFloor(answering))} onDefer=${() => history.act(acts.defer(answering, queue))} />
      <//>
    </div>
    <${Toast} history=${history} undone=${undone} />
    <${Dialogs} dialog=${dialog} close=${() => open(null)} live=${live} keys=${keys} onDecline=${(question, reason, words) => act(question, acts.decline(question, queue, reason, words))} />
  `;
}

const undone = (words) => _("Đã hoàn tác: {words}", { words });

function Search({ box, sought, onSeek }) {
  return html`<div class="search">
    <label for="search">${_("Tìm")}</label>
    <input id="search" type="search" ref=${box} value=${sought} placeholder=${_("không cần dấu, hoặc số câu hỏi")} onInput=${(event) => onSeek(event.currentTarget.value)} onKeyDown=${(event) => event.key === "Escape" && (onSeek(""), box.current.blur())} />
  </div>`;
}

function Dialogs({ dialog, close, live, keys, onDecline }) {
  if (!dialog) return null;
  if (dialog.kind === "help") return html`<${HelpDialog} keys=${keys} onClose=${close} />`;
  if (dialog.kind === "close") {
    const end = () => {
      live.send("close_conference", {});
      close();
    };
    return html`<${CloseDialog} counts=${live.view.conference.counts} onConfirm=${end} onClose=${close} />`;
  }
  const declined = (reason, words) => {
    close();
    onDecline(dialog.question, reason, words);
  };
  return html`<${DeclineDialog} question=${dialog.question} onDecline=${declined} onClose=${close} />`;
}
