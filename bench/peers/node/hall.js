/**
 * A tiny hall on Socket.IO's reference implementation: node hall.js SNAPSHOT. The same messages as ours.
 * Votes are counted in memory; nothing is checked, nobody is known, nothing is saved. Prints its port.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "socket.io";

const TICK = 200;
const BACKLOG = 4096;

const snapshot = JSON.parse(readFileSync(process.argv[2], "utf8"));
const support = new Map(snapshot.questions.map((question) => [question.number, 0]));
const changed = new Set();
let position = snapshot.at[1];
let told = position;

const http = createServer();
const hall = new Server(http, { perMessageDeflate: false }).of("/hall");

hall.on("connection", (phone) => {
  snapshot.at[1] = told;
  phone.emit("snapshot", snapshot);
  phone.on("command", ({ do: name, question }, reply) => {
    support.set(question, support.get(question) + (name === "cast_vote" ? 1 : -1));
    changed.add(question);
    position += 1;
    reply({ ok: true, position });
  });
});

setInterval(() => {
  if (told === position) return;
  const votes = [...changed].sort((a, b) => a - b).map((number) => [number, support.get(number)]);
  hall.emit("delta", { from: told, to: position, votes });
  changed.clear();
  told = position;
}, TICK);

http.listen(0, "127.0.0.1", BACKLOG, () => console.log(http.address().port));
