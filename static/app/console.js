// The console in the browser: it listens on the line of everybody and lets its panels fetch themselves again.

import { startClocks } from "./clock.js";
import { Line } from "./line.js";
import { startMenus } from "./menus.js";

const SETTLE = 200; // signals that come together are answered together
const REST = 1000; // Resume stands where Pause stood: a double press must not undo it
const WITHOUT_KEYS = "second-track.without-keys";

const cursors = {};
const twins = {};
for (const heard of document.querySelectorAll("[data-room][data-cursor]")) {
  cursors[heard.dataset.room] = heard.dataset.cursor;
  twins[heard.dataset.room] = heard.dataset.frames;
}

const due = new Map();
function signal(name) {
  if (due.has(name)) return;
  due.set(name, setTimeout(() => {
    due.delete(name);
    document.body.dispatchEvent(new CustomEvent(`app:${name}`));
  }, SETTLE));
}

// What changed tells which panels look again: `turn-…` is the floor, `message-…` something said, `table-…` the people.
function take(frame) {
  for (const op of frame.ops ?? []) signal(op.id.split("-")[0]);
  for (const name of frame.signals ?? []) signal(name);
}

function say(state) {
  for (const line of document.querySelectorAll("[data-line]")) line.hidden = line.dataset.line !== state;
}

if (Object.keys(cursors).length) {
  new Line({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${page().dataset.live}`,
    cursors,
    twin: (room) => twins[room],
    onFrame: take,
    onState: say,
  });
}

function page() {
  return document.getElementById("console");
}

// --- panels that are drawn again -------------------------------------------------------------------------

let opened = [];
let changedAt = -REST;
let state = page().dataset.state;

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (xhr.status >= 400) return;
  if (!xhr.responseText.includes(`id="${target.id}"`)) return location.reload(); // signed out, or elsewhere
  opened = [...target.querySelectorAll("details[open][id]")].map((fold) => fold.id);
});

document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  const now = document.getElementById("console-bar").dataset.state;
  if (now === state) return;
  const isOther = state === "scheduled" || ["stopped", "closed"].includes(now); // the first rooms, or the paperwork
  state = now;
  changedAt = performance.now();
  if (isOther) location.reload();
});

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => event.detail.requestConfig?.verb === "post" && say("failed"));
}

// --- presses ---------------------------------------------------------------------------------------------

const dialog = document.getElementById("stop");

// Panels are drawn again under the hand: the second press of a double one must not reach what stands there now.
let last = null;
document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button, a, summary");
  const name = pressed && (pressed.id || pressed.textContent);
  if (event.detail > 1 && name !== last) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else last = name;
}, true);

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-dialog], [data-close], [aria-disabled], #pause-resume");
  if (!pressed) return;
  if (pressed.id === "pause-resume" && performance.now() - changedAt > REST) return;
  event.preventDefault();
  if (pressed.dataset.dialog) dialog.showModal();
  if (pressed.matches("[data-close]")) dialog.close();
});

// --- keys ------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || dialog.open) return;
  if (localStorage.getItem(WITHOUT_KEYS) || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!pressed) return;
  event.preventDefault();
  pressed.focus();
  pressed.click();
});

function showKeys() {
  for (const choice of document.querySelectorAll("[data-keys]")) {
    choice.hidden = false;
    choice.querySelector("input").checked = !localStorage.getItem(WITHOUT_KEYS);
  }
}

document.addEventListener("change", (event) => {
  if (!event.target.closest("[data-keys]")) return;
  if (event.target.checked) localStorage.removeItem(WITHOUT_KEYS);
  else localStorage.setItem(WITHOUT_KEYS, "yes");
});
document.addEventListener("htmx:afterSettle", showKeys);

// --- what can be taken back ------------------------------------------------------------------------------

// The house counts on its own clock; this only shows it, and takes the strip away when it is over.
const offered = new WeakMap();
setInterval(() => {
  const line = document.querySelector("[data-undo]");
  if (!line) return;
  if (!offered.has(line)) offered.set(line, performance.now());
  const left = Math.ceil(Number(line.dataset.undo) - (performance.now() - offered.get(line)) / 1000);
  if (left > 0) line.querySelector("[data-left]").textContent = String(left);
  else line.remove();
}, 500);

showKeys();
startMenus();
startClocks();
