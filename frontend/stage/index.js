/** The chair's stage. A wish made here is never repeated minutes later: it is sent now or it fails. */

import { openMemory } from "../live/storage.js";
import { mount, openConference, readFirst } from "../parts/mount.js";
import { Stage } from "./screen.js";
import { stayAwake } from "./wake.js";

const first = readFirst();
const live = openConference(first, {
  store: openMemory(first.conference).outbox,
  patience: 10000,
  probeEvery: 3000,
});

mount(Stage, document.getElementById("main"), live, () => ({ me: first.me, carried: first.carried }));
stayAwake();
