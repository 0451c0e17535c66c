/**
 * Lists that stand still under the hand: while one is pointed at or focused, newcomers wait behind a counter.
 * What this moderator's own hand moves changes at once, for the hand expects it. Pure but for what it keeps.
 */

export function openStill() {
  let held = false;
  let shown = [];
  let now = [];
  let standing = new Set();
  let changed = true;
  /** Moved by this hand, and not yet come to where they go. */
  let expected = new Set();

  function catchUp() {
    if (expected.size) shown = arrived(shown, now, expected);
    if (!held) shown = now;
    else if (endsWithNewcomers(shown, now, standing)) shown = [...shown, ...now.filter((number) => !shown.includes(number))];
    changed = false;
  }

  return {
    /** What the list would show now. The same array says that nothing changed. */
    learn(numbers) {
      if (numbers === now && !changed) return;
      now = numbers;
      standing = new Set(numbers);
      catchUp();
    },
    hold(isHeld) {
      if (held === isHeld) return;
      held = isHeld;
      catchUp();
    },
    /** This hand has moved these: what left goes, what came is put where it belongs, the others stay. */
    own(numbers, list) {
      const moved = new Set(numbers);
      now = list;
      standing = new Set(list);
      expected = new Set([...expected, ...numbers]);
      shown = held ? withOwn(shown, list, moved) : list;
    },
    renew() {
      shown = now;
      expected = new Set();
    },
    get shown() {
      return shown;
    },
    gone: (number) => !standing.has(number),
    get waiting() {
      if (shown === now) return 0;
      const here = new Set(shown);
      return now.reduce((count, number) => count + !here.has(number), 0);
    },
  };
}

/** Newcomers below the last one push nothing away. */
function endsWithNewcomers(shown, now, standing) {
  const left = shown.filter((number) => standing.has(number));
  return now.length > left.length && left.every((number, index) => now[index] === number);
}

/** What this hand has fetched comes at once, even when only the server knew where to. */
function arrived(shown, now, expected) {
  const here = new Set(shown);
  const come = now.filter((number) => expected.has(number) && !here.has(number));
  come.forEach((number) => expected.delete(number));
  return come.length ? withOwn(shown, now, new Set(come)) : shown;
}

function withOwn(shown, list, moved) {
  const inList = new Set(list);
  const kept = shown.filter((number) => !moved.has(number));
  for (const number of list.filter((one) => moved.has(one) && inList.has(one))) {
    const before = new Set(list.slice(0, list.indexOf(number)));
    let at = kept.length;
    while (at > 0 && !before.has(kept[at - 1])) at -= 1;
    kept.splice(at, 0, number);
  }
  return kept;
}
