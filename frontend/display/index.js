/** The hall's big screen: it only looks, and shows nothing that no moderator has passed. */

import { openMemory } from "../live/storage.js";
import { mount, openConference, readFirst } from "../parts/mount.js";
import { Display } from "./screen.js";

const first = readFirst();
const live = openConference(first, { store: openMemory(first.conference).outbox, probeEvery: 5000 });

mount(Display, document.getElementById("live"), live, () => ({ carried: first.carried }));
