/**
 * The desk behind its screen: what each column shows, where the hand is, what was done. Nothing here waits for
 * a drawing: the next key finds everything as the last key left it. Knows no page.
 */

import { openClaims } from "./claims.js";
import { byKey, taking, table } from "./doing.js";
import { foresee } from "./foreseen.js";
import { NO_FILTER, filtered, openIndex, seeker } from "./found.js";
import { COLUMNS, openHand } from "./hand.js";
import { openHistory } from "./history.js";
import { passedOver } from "../parts/passed-over.js";
import { counted, done, line, shelf } from "./shelves.js";
import { openStill } from "./still.js";

/**
 * @param {object} given
 * @param {object} given.live
 * @param {string} given.me the name others see beside what I handle
 * @param {() => number} [given.now]
 * @param {(act: () => void, ms: number) => unknown} [given.later]
 */
export function openDesk({ live, me, now = Date.now, later = (act, ms) => setTimeout(act, ms) }) {
  const listeners = new Set();
  const folded = openIndex();
  const still = Object.fromEntries(COLUMNS.map((name) => [name, openStill()]));
  const wanted = { sought: "", filter: NO_FILTER, shelf: { show: "waiting", order: "oldest" } };
  const opened = new Set();
  let dialog = null;
  let foreseen = { view: null, operations: null, seen: null };
  let drawn = { seen: null, wanted: null };
  let counts = { seen: null, of: null };
  let told = false;

  /** One notice for everything that happens in the same turn. */
  function changed() {
    if (told) return;
    told = true;
    Promise.resolve().then(() => {
      told = false;
      for (const listener of listeners) listener();
    });
  }

  function seen() {
    const { view, operations } = live;
    if (foreseen.view !== view || foreseen.operations !== operations) foreseen = { view, operations, seen: foresee(view, operations) };
    return foreseen.seen;
  }

  function lists() {
    const matches = both(filtered(wanted.filter), seeker(wanted.sought, folded));
    return { inbox: shelf(seen(), wanted.shelf, matches, now()), queue: line(seen(), matches), done: done(seen(), matches) };
  }

  /** What the columns show now, brought up to date only when something happened. */
  function shown(column) {
    const asked = JSON.stringify(wanted);
    if (drawn.seen !== seen() || drawn.wanted !== asked) {
      const other = drawn.wanted !== asked;
      drawn = { seen: seen(), wanted: asked };
      for (const [name, numbers] of Object.entries(lists())) {
        still[name].learn(numbers);
        // Somebody who looks for something wants to see it now.
        if (other) still[name].renew();
      }
    }
    return still[column].shown;
  }

  const hand = openHand(shown, () => {
    claims.rest(hand.at && hand.at.number);
    changed();
  });
  const history = openHistory({ live, now, onChange: changed });
  const claims = openClaims({ live, me, later, onChange: changed });

  /** This hand's own act shows at once, and the hand goes on to what comes next. */
  function own(numbers, perform) {
    const next = hand.after(numbers);
    const { at } = hand;
    perform();
    const after = lists();
    drawn = { seen: seen(), wanted: JSON.stringify(wanted) };
    for (const [name, list] of Object.entries(after)) still[name].own(numbers, list);
    // What was done to the marked ones is done: the next key speaks of one question again.
    if (numbers.some((number) => hand.marks.has(number))) hand.unmark();
    if (at && numbers.includes(at.number) && !after[at.column].includes(at.number)) hand.choose(next, hand.touched);
    changed();
  }

  /** The hand goes back to what was taken back, if it shows. */
  function goTo(number) {
    const column = COLUMNS.find((name) => shown(name).includes(number) && !still[name].gone(number));
    if (column) hand.select(column, number);
  }

  const current = () => hand.at && seen().get(hand.at.number);
  const marked = () => [...hand.marks].map((number) => seen().get(number)).filter(Boolean);

  const desk = {
    live,
    me,
    hand,
    history,
    claims,
    still,
    wanted,
    opened,
    get seen() { return seen(); },
    get conference() { return live.view.conference; },
    get dialog() { return dialog; },
    get current() { return current(); },
    get marked() { return marked(); },
    get counts() {
      if (counts.seen !== seen()) counts = { seen: seen(), of: counted(seen()) };
      return counts.of;
    },
    shown,
    passedOver: (question) => passedOver(seen().queue, (number) => seen().get(number), question.number),
    act(numbers, act) {
      own(numbers, () => history.act(act));
    },
    undo(entry) {
      const latest = entry || history.entries.filter((one) => one.undoable && !one.undone).pop();
      if (!latest) return;
      const numbers = touched(latest);
      own(numbers, () => history.undo(latest));
      goTo(numbers[0]);
      // Several at once are in hand again, for what was meant instead.
      if (latest.parts.length > 1) hand.mark(numbers);
    },
    /** By key: with the marked ones together, or with the one in hand. */
    press(key) {
      hand.key();
      const questions = marked();
      if (questions.length) return pressAll(key, questions);
      const question = current();
      const act = question && byKey(desk, question, key);
      if (act) act.run(desk, question);
      else if (question && still[hand.at.column].gone(question.number)) hand.step(1);
      return Boolean(act);
    },
    doAll(act) {
      const able = taking(desk, marked(), act);
      if (able.length) act.all(desk, able);
    },
    open(next) {
      dialog = next;
      if (next && next.numbers && next.numbers.length === 1) claims.take(next.numbers[0]);
      changed();
    },
    close() {
      dialog = null;
      claims.rest(hand.at && hand.at.number);
      changed();
    },
    say: history.say,
    want(change) {
      Object.assign(wanted, change);
      changed();
    },
    toggleOpened(number) {
      if (!opened.delete(number)) opened.add(number);
      changed();
    },
    holdStill(column, isHeld) {
      // What is to stand still is what was shown by now.
      shown(column);
      still[column].hold(isHeld);
      changed();
    },
    renew(column) {
      still[column].renew();
      changed();
    },
    /** The hand goes to this question, wherever it stands now. */
    find(number) {
      const question = seen().get(number);
      if (!question) return;
      const at = placeOf(question);
      Object.assign(wanted, { sought: "", filter: NO_FILTER, shelf: at.show ? { ...wanted.shelf, show: at.show } : wanted.shelf });
      for (const name of COLUMNS) shown(name), still[name].renew();
      hand.select(at.column, number);
      changed();
    },
    markAll: () => hand.mark(shown("inbox")),
    watch() {
      history.watch();
      claims.watch();
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  function pressAll(key, questions) {
    const act = table().find((one) => one.key === key && taking(desk, questions, one).length > 0);
    if (act) desk.doAll(act);
    return Boolean(act);
  }

  live.subscribe(desk.watch);
  return desk;
}

const both = (one, other) => (question) => one(question) && other(question);

function touched(entry) {
  const fields = entry.parts.flatMap((part) => [...part.wishes, ...part.undo]);
  return [...new Set(fields.map((wish) => wish.fields.question).filter(Boolean))];
}

/** The column, and for the first one the shelf, where a question is to be found. */
export function placeOf(question) {
  if (question.status === "queued") return { column: "queue" };
  if (["answered", "deferred", "on_floor"].includes(question.status)) return { column: "done" };
  if (question.status === "waiting") return { column: "inbox", show: question.held ? "held" : "waiting" };
  return { column: "inbox", show: question.status };
}
