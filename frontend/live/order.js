/**
 * The orders of the public list. Pure. The fair one gives a late question a chance; its formula and the reasons
 * for it stand in conference/order.py, and tests/conference/fair_order.json holds the two together.
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

/** The numbers of these questions in this order. */
export function ordered(questions, sort, now) {
  return [...questions].sort((one, other) => ORDERS[sort](one, other, now)).map((question) => question.number);
}
