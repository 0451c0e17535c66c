/** What this phone may do now, and why not: as web/taking_part.py does for the server's page. Pure. */

const SUFFICIENT = { code: ["code", "paper"], paper: ["paper"], staff: [] };

/** Whether the public may ask and support at this stage at all. */
export function isOpen({ stage, paused }) {
  return (stage === "announced" || stage === "live") && !paused;
}

/** A code of the vocabulary `why_not`; null when nothing stands in the way. */
export function whyNotVote(conference, mine) {
  return conference.voting === false ? "voting_closed" : notJoined(conference, mine);
}

export function whyNotAsk(conference, mine, now) {
  if (conference.asking === false) return "asking_closed";
  if (mine.muted) return "muted_for_good";
  return mine.muted_until > now ? "muted" : notJoined(conference, mine);
}

function notJoined({ join_mode }, { joined }) {
  const ways = SUFFICIENT[join_mode];
  if (!ways || ways.includes(joined)) return null;
  return ways.length ? "code_needed" : "staff_only";
}
