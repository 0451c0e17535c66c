/** The moderator's desk. A wish made here is never repeated minutes later: it is sent now or it fails. */

import { openMemory } from "../live/storage.js";
import { placeAnnouncer } from "../parts/announcer.js";
import { mount, openConference, readFirst } from "../parts/mount.js";
import { Desk } from "./screen.js";

const first = readFirst();
const live = openConference(first, {
  store: openMemory(first.conference).outbox,
  patience: 10000,
  probeEvery: 4000,
});

placeAnnouncer();
mount(Desk, document.getElementById("main"), live, () => ({ me: first.me }));
