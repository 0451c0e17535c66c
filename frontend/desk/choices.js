/** What may be done with a question where it stands: asked by the keys, offered as buttons. */

import { _ } from "../words.js";
import * as acts from "./acts.js";

/**
 * @param {object} given
 * @param {(question: object, act: object) => void} given.act
 * @param {number[]} given.queue
 * @param {boolean} given.running whether the meeting is on
 * @param {boolean} given.closed
 * @param {boolean} given.floorTaken
 * @param {(dialog: object) => void} given.open
 */
export function choices(given) {
  const can = verbs(given);
  return { ...can, ...buttons(can, given), sorting: sorting(given) };
}

/** Each does its work where it may be done, and nothing where it may not. */
function verbs({ act, queue, running, floorTaken, open }) {
  const stands = (question, ...statuses) => statuses.includes(question.status);
  const callable = (question) => running && !floorTaken && stands(question, "queued", "deferred", "answered");
  const move = (question, by) => {
    const to = queue.indexOf(question.number) + by;
    if (stands(question, "queued") && to >= 0 && to < queue.length) act(question, acts.move(question, queue, to));
  };
  return {
    callable,
    approve: (question) => stands(question, "waiting") && act(question, acts.approve(question)),
    decline: (question) => stands(question, "waiting", "queued") && open({ kind: "decline", question }),
    call: (question) => callable(question) && act(question, acts.call(question, queue)),
    pin: (question) => stands(question, "queued") && act(question, question.pinned ? acts.unpin(question) : acts.pin(question, queue)),
    giveBack: (question) => stands(question, "queued", "declined", "deferred") && act(question, acts.giveBack(question, queue)),
    defer: (question) => running && stands(question, "queued") && act(question, acts.defer(question, queue)),
    up: (question) => move(question, -1),
    down: (question) => move(question, 1),
  };
}

function buttons(can, { queue, running, closed }) {
  const button = (words, icon, run, question, more) => ({ words, icon, do: () => run(question), ...more });
  const none = () => [];
  if (closed) return { inInbox: none, inQueue: none, inDone: none };
  return {
    inInbox: (question) =>
      question.status === "declined"
        ? [button(_("Lấy lại"), "undo", can.giveBack, question)]
        : [button(_("Duyệt"), "check", can.approve, question, { kind: "yes" }), button(_("Từ chối"), "cross", can.decline, question, { kind: "no" })],
    inQueue: (question, index) => [
      button(_("Mời"), "stage", can.call, question, { kind: "yes", off: !can.callable(question) }),
      button(question.pinned ? _("Bỏ ghim") : _("Ghim"), "pin", can.pin, question),
      button(_("Lên"), "up", can.up, question, { off: index === 0 }),
      button(_("Xuống"), "down", can.down, question, { off: index === queue.length - 1 }),
      button(_("Để sau"), "later", can.defer, question, { off: !running }),
      button(_("Trả về"), "undo", can.giveBack, question),
    ],
    inDone: (question) => [button(_("Mời lại"), "stage", can.call, question, { off: !can.callable(question) })],
  };
}

/** Dragging, for those who like it; the buttons do the same. */
function sorting({ act, queue, closed }) {
  return (question, index) =>
    !closed && {
      draggable: true,
      onDragStart: (event) => event.dataTransfer.setData("text/plain", String(question.number)),
      onDragOver: (event) => event.preventDefault(),
      onDrop: (event) => {
        event.preventDefault();
        const number = Number(event.dataTransfer.getData("text/plain"));
        if (queue.includes(number) && number !== question.number) act({ number }, acts.move({ number }, queue, index));
      },
    };
}
