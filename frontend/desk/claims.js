/**
 * Who is handling what. A question that this hand rests on is told to the other desks; passing by is not.
 * The server forgets a claim with its socket.
 */

const RESTS_AFTER = 250;

/** @param {{live: object, me: string, later: Function, onChange: () => void}} given */
export function openClaims({ live, me, later, onChange }) {
  let others = new Map();
  let told = null;
  let wanted = null;
  let online = live.connection === "online";

  function tell(number) {
    if (told === number || live.connection !== "online") return;
    told = number;
    // Nobody's work depends on it: a claim that got lost is told with the next.
    live.ask("claim", { question: number }).catch(() => (told = undefined));
  }

  return {
    /** Others at this question, by name. */
    of: (number) => others.get(number) || [],
    /** What the server says: every claim there is. */
    hear(claims) {
      others = new Map();
      for (const [number, name] of claims) if (name !== me) others.set(number, [...(others.get(number) || []), name]);
      onChange();
    },
    /** At once: a dialog is open for it. */
    take(number) {
      wanted = number;
      tell(number);
    },
    /** When the hand stays there for a moment; nothing where it holds nothing. */
    rest(number) {
      wanted = number;
      later(() => wanted === number && tell(number), RESTS_AFTER);
    },
    /** Call on every change of the live conference: a new line knows nothing of the old one's claims. */
    watch() {
      const before = online;
      online = live.connection === "online";
      if (!online || before) return;
      told = null;
      if (wanted) tell(wanted);
    },
  };
}
