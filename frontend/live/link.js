/**
 * The line to the server, kept alive on phones that sleep. socket.io's own reconnection is off: it keeps
 * trying while the page is hidden and cannot be hurried on waking. An open socket is suspect after sleep:
 * it is asked for an answer, and dropped when none comes.
 *
 * States: `connecting` (not yet, or again), `online`, `refused` (the server will not have us; `refusal` says why).
 */

const ENGINE_TIMEOUT = 5000;
const ATTEMPT_TIMEOUT = 9000;
const PROBE_TIMEOUT = 2000;
const SHORTEST_DELAY = 500;
const LONGEST_DELAY = 15000;
const HEARTBEAT = 5000;
/** After so many attempts that led nowhere, polling goes first. */
const SUSPECT_AFTER = 3;
/** A heartbeat this late means that the machine slept. */
const SLEPT = 12000;
/** What the server said on sending us away → how long to stay away: shortest, and random beyond it. */
const REJOIN = { soon: [0, 2000], later: [20000, 20000], signed_in: [30000, 10000] };

/**
 * @param {object} given
 * @param {Function} given.makeSocket socket.io's `io`
 * @param {string} given.namespace
 * @param {() => object} given.auth read at each attempt, because the position moves on
 * @param {Record<string, Function>} given.events what the server says → what to do
 * @param {() => Promise<unknown>} given.probe asks the server something; rejects when no answer came
 * @param {(state: string, refusal?: string) => void} given.onState
 * @param {number} [given.probeEvery] ms between unasked probes; screens that must know when they are stale
 */
export function openLink(given) {
  const { auth, events, onState, page = globalThis, random = Math.random, now = Date.now } = given;
  const socket = given.makeSocket(given.namespace, {
    auth: (reply) => reply(auth()),
    transports: page.WebSocket ? ["websocket", "polling"] : ["polling"],
    tryAllTransports: true,
    reconnection: false,
    autoConnect: false,
    timeout: ENGINE_TIMEOUT,
  });
  let state = "connecting";
  let failures = 0;
  let retry = null;
  let watchdog = null;
  let sentAway = null;
  let everOnline = false;
  let lastBeat = now();

  function become(next, refusal) {
    state = next;
    onState(next, refusal);
  }

  function attempt() {
    clearTimeout(retry);
    clearTimeout(watchdog);
    retry = null;
    watchdog = setTimeout(startAgain, ATTEMPT_TIMEOUT);
    socket.connect();
  }

  /** Drop whatever there is and try at once, unless nobody is looking. */
  function startAgain() {
    socket.disconnect();
    if (!hidden()) attempt();
  }

  function tryLater() {
    clearTimeout(watchdog);
    if (retry || hidden()) return;
    retry = setTimeout(attempt, delay());
    failures = Math.min(failures + 1, 10);
    // Some networks let a WebSocket open and then swallow it: from now on it has to prove itself first.
    if (failures === SUSPECT_AFTER && !everOnline) socket.io.opts.transports = ["polling", "websocket"];
    sentAway = null;
  }

  function delay() {
    const told = sentAway && REJOIN[sentAway];
    // Random, so that a hall full of phones does not come back in the same instant.
    if (told) return told[0] + told[1] * random();
    return Math.min(LONGEST_DELAY, SHORTEST_DELAY * 2 ** failures) * (0.5 + random());
  }

  const hidden = () => Boolean(page.document && page.document.hidden);

  async function check() {
    if (state !== "online") return;
    try {
      await within(PROBE_TIMEOUT, given.probe());
    } catch {
      if (state === "online") {
        become("connecting");
        startAgain();
      }
    }
  }

  function wake() {
    lastBeat = now();
    failures = 0;
    if (state === "online") check();
    else startAgain();
  }

  socket.on("connect", () => {
    clearTimeout(watchdog);
    failures = 0;
    everOnline = true;
    become("online");
  });
  socket.on("disconnect", (reason) => {
    // Our own `startAgain` also lands here; it has its next attempt under way already.
    if (reason === "io client disconnect") return;
    if (sentAway === "signed_in") become("refused", "not_identified");
    else become("connecting");
    tryLater();
  });
  socket.on("bye", (bye) => (sentAway = bye.rejoin));
  socket.on("connect_error", (error) => {
    const refusal = /^[a-z_]+$/.test(error.message) ? error.message : undefined;
    become(refusal ? "refused" : "connecting", refusal);
    tryLater();
  });
  for (const name of Object.keys(events)) socket.on(name, events[name]);

  listen(page, { wake, check, now, slept: () => now() - lastBeat > SLEPT, beat: () => (lastBeat = now()) });
  if (given.probeEvery) setInterval(check, given.probeEvery);
  attempt();

  return { wake, check, startAgain, emit: (name, body, ms) => within(ms, acknowledged(socket, name, body)) };
}

function listen(page, { wake, check, slept, beat }) {
  if (!page.document) return;
  page.document.addEventListener("visibilitychange", () => page.document.hidden || wake());
  page.addEventListener("pageshow", (event) => event.persisted && wake());
  page.addEventListener("online", wake);
  page.addEventListener("offline", check);
  setInterval(() => (slept() ? wake() : beat()), HEARTBEAT);
}

/** Only sent over a live socket: socket.io would otherwise keep it and send it behind the outbox's back. */
export function acknowledged(socket, name, body) {
  if (!socket.connected) return Promise.reject(new Error("offline"));
  return new Promise((resolve) => socket.emit(name, body, resolve));
}

export function within(ms, promise) {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error("late")), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
