/** The participant's phone. The server's page is usable before this arrives; this makes it live. */

import { openStorage } from "../live/storage.js";
import { placeAnnouncer } from "../parts/announcer.js";
import { mount, openConference, readFirst } from "../parts/mount.js";
import { placeTextSizes } from "../parts/text-size.js";
import { Phone } from "./screen.js";
import { keepShell } from "./shell.js";

const first = readFirst();
const storage = openStorage(first.conference);
const live = openConference(first, { store: storage.outbox });

placeAnnouncer();
placeTextSizes();
mount(Phone, document.getElementById("main"), live, () => ({
  code: first.conference,
  storage,
  limits: first.limits,
  still: first.still,
  // What was typed while this script was on its way.
  typed: (document.getElementById("text") || {}).value || "",
}));
keepShell(first.keeper);
