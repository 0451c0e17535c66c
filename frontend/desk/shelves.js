/** What the columns hold, and in which order. Pure. */

import { fair } from "../live/order.js";
import { bySupport } from "../live/view.js";

/** The first column shows one shelf at a time; each says which questions stand on it. */
export const SHELVES = {
  waiting: (question) => question.status === "waiting" && !question.held,
  held: (question) => question.status === "waiting" && Boolean(question.held),
  review: (question) => question.status === "declined" && Boolean(question.review) && question.review.state === "requested",
  flagged: (question) => question.status === "waiting" && (question.flags || []).length > 0,
  declined: (question) => question.status === "declined",
  merged: (question) => question.status === "merged",
  guided: (question) => question.status === "guided",
  sealed: (question) => question.status === "sealed",
};

export const ORDERS = {
  oldest: (one, other) => one.number - other.number,
  newest: (one, other) => other.number - one.number,
  supported: bySupport,
  fair: (one, other, now) => fair(other, now) - fair(one, now) || one.number - other.number,
};

/** Numbers on a shelf. `matches` says what search and filters let through. */
export function shelf(foreseen, { show, order }, matches, now) {
  const stands = SHELVES[show];
  const found = [];
  for (const question of foreseen.all()) if (stands(question) && matches(question)) found.push(question);
  return found.sort((one, other) => ORDERS[order](one, other, now)).map((question) => question.number);
}

/** How many stand on each shelf, whatever is sought. */
export function counted(foreseen) {
  const counts = Object.fromEntries(Object.keys(SHELVES).map((name) => [name, 0]));
  for (const question of foreseen.all()) {
    for (const name in SHELVES) if (SHELVES[name](question)) counts[name] += 1;
  }
  return counts;
}

export function line(foreseen, matches) {
  return foreseen.queue.filter((number) => foreseen.get(number) && matches(foreseen.get(number)));
}

export function done(foreseen, matches) {
  const found = [];
  for (const question of foreseen.all()) {
    if ((question.status === "answered" || question.status === "deferred") && matches(question)) found.push(question);
  }
  return found.sort(ORDERS.newest).map((question) => question.number);
}
