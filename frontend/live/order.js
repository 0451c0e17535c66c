/**
 * The orders of the public list. Pure. The fair one gives a late question a chance; its formula and the reasons
 * for it stand in conference/order.py, and tests/conference/fair_order.json holds the two together. While a
 * question is answered the order stands still, as web/listing.py says; for that there is tests/web/still_order.json.
 */

const HEAD_START_SUPPORT = 1;
const HEAD_START_MINUTES = 10;
const MINUTE = 60000;

/** Support found for the time there was to find it: the higher comes first. */
export function fair(question, now) {
  const minutes = Math.max(0, now - (question.shown_at || question.at)) / MINUTE;
  return ((question.support || 0) + HEAD_START_SUPPORT) / (minutes + HEAD_START_MINUTES);
}

/** The answered ones sink: they need nobody's support any more. */
function sunk(question) {
  return question.status === "answered" ? 1 : 0;
}

const ORDERS = {
  popular: (one, other) => sunk(one) - sunk(other) || (other.support || 0) - (one.support || 0) || one.number - other.number,
  recent: (one, other) => other.number - one.number,
  fair: (one, other, now) => sunk(one) - sunk(other) || fair(other, now) - fair(one, now) || one.number - other.number,
};

export const SORTS = Object.keys(ORDERS);

/**
 * What the list is ordered by from now on: these questions, and at which time.
 *
 * @param {{since: number, moved: [number, ?number][]}} [still] for who comes while one is being answered: since
 *     when, what had another support then, and which; null for what was not on the list yet
 */
export function basisOf(questions, floor, still) {
  const then = new Map(questions);
  for (const [number, support] of still && still.since === floor.since ? still.moved : []) {
    if (support === null) then.delete(number);
    else if (then.has(number)) then.set(number, { ...then.get(number), support });
  }
  return { floor: floor.question, then, now: floor.since || Date.now() };
}

/** The numbers of all these questions: what came to the list since stands behind what was there. */
export function inOrder(questions, sort, { then, now }) {
  const late = [...questions.keys()].filter((number) => !then.has(number)).sort((one, other) => one - other);
  return [...ordered(then.values(), sort, now).filter((number) => questions.has(number)), ...late];
}

/** The numbers of these questions in this order. */
export function ordered(questions, sort, now) {
  return [...questions].sort((one, other) => ORDERS[sort](one, other, now)).map((question) => question.number);
}
