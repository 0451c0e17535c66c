/** The moderator's desk. A wish made here is never repeated minutes later: it is sent now or it fails. */

import { openMemory } from "../live/storage.js";
import { placeAnnouncer } from "../parts/announcer.js";
import { mount, openConference, readFirst } from "../parts/mount.js";
import { openDesk } from "./desk.js";
import "./icons.js";
import { openKeys, pressing } from "./keys.js";
import { openPace } from "./pace.js";
import { DeskScreen } from "./screen.js";

const first = readFirst();
/** What the server tells of claims before there is a desk to hear it. */
let hearClaims = () => {};
const live = openConference(first, {
  store: openMemory(first.conference).outbox,
  patience: 10000,
  probeEvery: 4000,
  pace: openPace(),
  hears: { claims: (claims) => hearClaims(claims) },
});

placeAnnouncer();
mount(DeskScreen, document.getElementById("main"), live, () => {
  const desk = openDesk({ live, me: first.me });
  hearClaims = desk.claims.hear;
  const searchBox = { current: null };
  const keys = openKeys({
    page: window,
    storage: readableStorage(),
    paused: () => desk.dialog !== null,
    press: pressing(desk, { seek: () => searchBox.current.focus() }),
  });
  return { desk, keys, searchBox };
});

/** Some windows forbid even to look at it. */
function readableStorage() {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
}
