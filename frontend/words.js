/**
 * The page's language: messages that came with the page, numbers and times in its way. Vietnamese is the
 * source: what has no translation is shown as it stands here. Scripts give each to `_`, and the build lists it.
 */

let messages = {};
let vocabulary = {};
let numbers = new Intl.NumberFormat("vi");
let weekdays = new Intl.DateTimeFormat("vi", { weekday: "long", timeZone: "UTC" });
let category = () => "other";

// The same in every language: a date on a notice must not change its order with the reader.
const moment = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

export function speak(first) {
  messages = first.messages;
  vocabulary = first.words;
  numbers = new Intl.NumberFormat(first.lang);
  weekdays = new Intl.DateTimeFormat(first.lang, { weekday: "long", timeZone: "UTC" });
  if (Intl.PluralRules) {
    const rules = new Intl.PluralRules(first.lang);
    category = (n) => rules.select(n);
  }
}

export function _(message, values) {
  return fill(messages[message] || message, values);
}

export function n_(message, n, values) {
  const forms = messages[message] || message;
  const form = typeof forms === "string" ? forms : forms[category(n)] || forms.other;
  return fill(form, { n: number(n), ...values });
}

/** What a code of the wire is called: `word("status", "queued")`. */
export function word(kind, code, values) {
  return fill((vocabulary[kind] && vocabulary[kind][code]) || "", values);
}

export function codes(kind) {
  return Object.keys(vocabulary[kind]);
}

export function refusalWords(refusal, detail) {
  if (typeof detail === "number") return word("refusal", refusal, { limit: number(detail) });
  return word("refusal", refusal === "too_long" ? "too_long_here" : refusal) || word("refusal", "malformed");
}

export function stageWord(conference) {
  return word("stage", conference.paused && conference.stage === "live" ? "paused" : conference.stage);
}

export function number(n) {
  return numbers.format(n);
}

/** 07:30 */
export function clock(milliseconds) {
  return moment.format(milliseconds).slice(-5);
}

/** 07:30, 05/11/2026 */
export function minute(milliseconds) {
  const [day, time] = moment.format(milliseconds).split(", ");
  return `${time}, ${day}`;
}

/** An ISO date as 05/11/2026. */
export function day(iso) {
  return iso.split("-").reverse().join("/");
}

/** The weekday of an ISO date. */
export function weekday(iso) {
  return weekdays.format(new Date(`${iso}T00:00Z`));
}

function fill(message, values) {
  return values ? message.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole)) : message;
}
