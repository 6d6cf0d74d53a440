// A page of the board in the browser: it listens on the line of everybody, and lets its panels fetch themselves again.
// Nothing is drawn anew under somebody's hand: while a card is carried or a list is open, news waits.

import { Line } from "./line.js";

const SETTLE = 200; // signals that come together are answered together

const page = document.getElementById("board-page");
const cursors = {};
const twins = {};
for (const heard of document.querySelectorAll("[data-room][data-cursor]")) {
  cursors[heard.dataset.room] = heard.dataset.cursor;
  twins[heard.dataset.room] = heard.dataset.frames;
}

let due;
let isWaiting = false;

export function refresh() {
  clearTimeout(due);
  due = setTimeout(() => {
    isWaiting = isBusy();
    if (!isWaiting) document.body.dispatchEvent(new CustomEvent("app:board"));
  }, SETTLE);
}

function isBusy() {
  return "carrying" in document.body.dataset || document.activeElement?.matches("[hx-get] select");
}

function take(frame) {
  if (frame.signals?.includes("board")) refresh();
}

function say(state) {
  for (const line of document.querySelectorAll("[data-line]")) line.hidden = line.dataset.line !== state;
}

if (Object.keys(cursors).length) {
  new Line({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${page.dataset.live}`,
    cursors,
    twin: (room) => twins[room],
    onFrame: take,
    onState: say,
  });
}

document.addEventListener("board:free", () => isWaiting && refresh());
document.addEventListener("focusout", () => isWaiting && refresh());

// --- panels that are drawn again -------------------------------------------------------------------------

let opened = [];

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (xhr.status >= 400) return;
  if (!xhr.responseText.includes(`id="${target.id}"`)) return location.reload(); // signed out, or elsewhere
  opened = [...target.querySelectorAll("details[open][id]")].map((fold) => fold.id);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
});

// --- moving by form --------------------------------------------------------------------------------------

export async function post(form, body) {
  const refused = document.getElementById("carry-refused");
  refused.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { "X-Requested-By": "board" }, body });
    if (answer.status === 409) {
      refused.querySelector("span").textContent = await answer.text();
      refused.hidden = false;
      refused.scrollIntoView({ block: "nearest" });
    } else if (!answer.ok) location.reload();
  } catch {
    say("failed");
  }
  refresh();
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-move]")) return;
  event.preventDefault();
  event.target.closest("details").open = false;
  event.target.querySelector("button").focus();
  event.target.closest("[data-card]").querySelector("a").focus();
  post(event.target, new URLSearchParams(new FormData(event.target)));
});
