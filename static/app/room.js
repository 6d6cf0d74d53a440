// A live room in the browser: frames change regions by id, forms go out as fetches, the composer waits for the store.

import { startClocks } from "./clock.js";
import { Composer } from "./composer.js";
import { Line } from "./line.js";

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

// The one function that puts HTML into the page. Present: replaced, else inserted; so a repeat is harmless.
function put(op) {
  const old = document.getElementById(op.id);
  if (op.gone) return old?.remove();
  const template = document.createElement("template");
  template.innerHTML = op.html;
  const fresh = template.content.firstElementChild;
  const held = old?.contains(document.activeElement) && document.activeElement.getAttribute("form");
  if (old) old.replaceWith(fresh);
  else if (op.into) document.getElementById(op.into)?.append(fresh) ?? announce(op.into);
  if (held) fresh.querySelector(`[form="${held}"]`)?.focus();
}

// News in a room that this page only listens to: a mark on its tab.
function announce(into) {
  const tab = page.querySelector(`.tab[data-room="${into.slice(4)}"]`);
  if (tab && !tab.hasAttribute("aria-current")) tab.classList.add("tab--news");
}

// The session goes on in another room: go there with what was being written kept.
async function follow() {
  const answer = page.dataset.place && (await fetch(page.dataset.place, { headers }));
  if (!answer?.ok) return;
  const { url } = await answer.json();
  if (url === location.pathname || page.dataset.stays !== undefined) return;
  await composer.keep();
  location.assign(url);
}

document.addEventListener("submit", async (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target, event.submitter));
  const answer = await fetch(event.target.action, { method: "POST", headers, body });
  if (answer.status === 409) composer.refusal.textContent = (await answer.json()).errors.join(" ");
});

startClocks();
composer.obey();
log.scrollTop = log.scrollHeight;
