/**
 * Acts as they were done, each to be taken back whole. Not drawn from anything: fast fingers act again before
 * the last act has been seen. An act that was refused has nothing to take back.
 */

const REMEMBERED = 100;

/** Already so, perhaps by another hand: exactly what was wished. */
const AS_WISHED = ["move_question", "pin_question", "unpin_question", "hold_question", "release_question", "edit_question", "tag_question", "close_asking", "reopen_asking", "close_voting", "reopen_voting", "set_slow_mode", "set_moderation"];
const isAsWished = ({ do: wish, refusal }) => refusal === "duplicate" && AS_WISHED.includes(wish);

/** What may take something back: the server is told what was seen then, and leaves alone what others did after it. */
const REVOKES = ["approve_question", "return_question", "move_question", "pin_question", "unpin_question", "hold_question", "release_question", "edit_question", "tag_question", "unmute_asker", "merge_questions", "unmerge_question", "call_question", "clear_floor"];

/** What judges words: an asker who rewords them in the same moment must not have others approved than were read. */
const JUDGES_WORDS = ["approve_question"];

/**
 * @param {object} given
 * @param {object} given.live
 * @param {() => number} given.now
 * @param {() => void} given.onChange
 */
export function openHistory({ live, now, onChange }) {
  /** @type {any[]} newest last */
  let done = [];
  let toast = null;
  let born = 0;
  const refused = new Set();

  function send({ do: what, fields }) {
    live.send(what, fields);
    // It stands there at once, though its sending takes a while.
    return live.operations[live.operations.length - 1].id;
  }

  function show(words, entry) {
    toast = { id: ++born, words, entry };
    onChange();
  }

  function act(given) {
    const since = live.view ? live.view.at[1] : null;
    const parts = (given.parts || [given]).map((part) => ({ ...part, since, ids: part.wishes.map((wish) => send(asSeen(wish, since, JUDGES_WORDS))) }));
    const undoable = parts.some((part) => part.undo.length > 0);
    const entry = { id: ++born, words: given.words, at: now(), parts, undoable, undone: false };
    done = [...done, entry].slice(-REMEMBERED);
    show({ kind: "done", act: given.words }, undoable ? entry : null);
    return entry;
  }

  /** Refused when somebody else has done something to it after this was seen. */
  const asSeen = ({ do: what, fields }, since, those) => ({ do: what, fields: since !== null && those.includes(what) ? { ...fields, since } : fields });

  /** What never left is forgotten; what was refused did nothing; only the rest has to be taken back. */
  function undoPart(part) {
    const under = live.operations.filter((operation) => part.ids.includes(operation.id));
    const unsent = under.filter((operation) => operation.state === "waiting" && operation.tries === 0);
    if (unsent.length === part.ids.length) {
      for (const operation of unsent) live.cancel(operation.id);
    } else if (!part.ids.some((id) => refused.has(id))) part.undo.forEach((wish) => send(asSeen(wish, part.since, REVOKES)));
  }

  function undo(entry = done.filter((one) => one.undoable && !one.undone).pop()) {
    if (!entry || entry.undone || !entry.undoable) return null;
    entry.undone = true;
    // Backwards: what was moved last stands in the way of what was moved before.
    [...entry.parts].reverse().forEach(undoPart);
    show({ kind: "undone", act: entry.words }, null);
    return entry;
  }

  return {
    act,
    undo,
    get entries() {
      return done;
    },
    get toast() {
      return toast;
    },
    dropToast(id) {
      if (!toast || toast.id !== id) return;
      toast = null;
      onChange();
    },
    /** A line that is no act: why a key did nothing. */
    say: (words) => show({ kind: "said", act: words }, null),
    /** Call on every change of the live conference. */
    watch() {
      for (const operation of live.operations.filter(({ state }) => state === "failed")) {
        refused.add(operation.id);
        if (isAsWished(operation)) live.discard(operation.id);
      }
    },
  };
}
