/**
 * Support as this phone should see it: what the server counts, and on top of it what is still on its way.
 * Pure, but for `toggleSupport`, which says the wish.
 */

/** @returns {{given: boolean, count: number, state: "idle"|"sending"|"failed", operation?: object}} */
export function supportOf(live, question) {
  const counted = live.mine.votes.includes(question.number);
  const pending = live.operations.filter((operation) => concerns(operation, question.number));
  const latest = pending[pending.length - 1];
  const count = question.support || 0;
  if (!latest) return { given: counted, count, state: "idle" };
  if (latest.state === "failed") return { given: counted, count, state: "failed", operation: latest };
  const given = latest.do === "cast_vote";
  return { given, count: count + shift(pending, live), state: latest.state === "done" ? "idle" : "sending" };
}

/** How far the wishes that the view does not show yet will move the count. */
function shift(pending, live) {
  return pending
    .filter((operation) => operation.state !== "failed")
    .reduce((sum, operation) => sum + effect(operation, live), 0);
}

function effect(operation, live) {
  const position = live.view ? live.view.at[1] : 0;
  if (operation.state === "done" && operation.answer.position <= position) return 0;
  return operation.do === "cast_vote" ? 1 : -1;
}

function concerns(operation, number) {
  const isVote = operation.do === "cast_vote" || operation.do === "retract_vote";
  return isVote && operation.fields.question === number;
}

/** Give support, or take it back. A wish not yet sent is simply forgotten instead of being undone by another. */
export async function toggleSupport(live, question) {
  const { given, operation } = supportOf(live, question);
  if (operation) return live.retry(operation.id);
  const opposite = given ? "cast_vote" : "retract_vote";
  const unsent = live.operations.find(
    (one) => concerns(one, question.number) && one.do === opposite && one.state === "waiting",
  );
  if (unsent && (await live.cancel(unsent.id))) return undefined;
  return live.send(given ? "retract_vote" : "cast_vote", { question: question.number });
}
