// A live room in the browser: frames change regions by id, forms go out as fetches, the composer waits for the store.

import { startClocks } from "./clock.js";
import { Composer } from "./composer.js";
import { Line } from "./line.js";
import { startLines } from "./lines.js";
import { go, put, whereToGo } from "./regions.js";

const page = document.querySelector("[data-live]");
const form = document.querySelector("[data-say]");
const log = document.querySelector("[data-log]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const headers = { "X-CSRFToken": token, "X-Requested-By": "room" };
const here = log.querySelector("ol").id.slice(4);
const twin = (room) => form.dataset.frames.replace(here, room);
const composer = new Composer(form, here, headers);
const cursors = {};
for (const heard of document.querySelectorAll("[data-room][data-cursor]")) cursors[heard.dataset.room] = heard.dataset.cursor;

const handlers = {
  room: (frame) => apply(frame),
  posted: (frame) => composer.stored(frame.posted),
  refused: (frame) => composer.refused(frame.refused, frame.errors),
};

composer.line = new Line({
  url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${page.dataset.live}`,
  cursors,
  twin,
  onFrame: (frame) => Object.keys(handlers).forEach((name) => name in frame && handlers[name](frame)),
  onState: (state) => {
    for (const line of form.querySelectorAll("[data-line]")) line.hidden = line.dataset.line !== state;
    if (state === "live") composer.resend();
    if (state === "gone" && !composer.isUnsafe()) follow("/rooms/"); // given another seat; who was let out stays
  },
});

function apply(frame) {
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  for (const op of frame.ops) put(op);
  composer.obey();
  if (wasAtEnd) log.scrollTop = log.scrollHeight;
  for (const signal of frame.signals ?? []) {
    document.body.dispatchEvent(new CustomEvent(`app:${signal}`));
    if (signal === "place") follow();
  }
}

// The session goes on in another room: go there with what was being written kept.
async function follow(within = "/") {
  const url = await whereToGo(headers);
  if (!url?.startsWith(within)) return;
  await composer.keep();
  go(url);
}

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target, event.submitter));
  const answer = await fetch(event.target.action, { method: "POST", headers, body });
  if (answer.status === 409) composer.refusal.textContent = (await answer.json()).errors.join(" ");
});

startLines({ form, log, headers, refusal: composer.refusal });
startClocks();
composer.obey();
if (!location.hash) log.scrollTop = log.scrollHeight;
