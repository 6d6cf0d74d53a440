// The page of a run: the task is kept while it is written, and drawn again only when another one has come.

import { startClocks } from "./clock.js";
import { Line } from "./line.js";
import { go, put, whereToGo } from "./regions.js";

const KEEP_AFTER = 2000;

const page = document.querySelector("[data-live]");
const panel = () => document.querySelector("[data-task]");
const form = () => panel()?.querySelector("form[data-step]");
const written = () => new URLSearchParams(new FormData(form())).toString();
const headers = { "X-CSRFToken": page.querySelector("[name=csrfmiddlewaretoken]").value, "X-Requested-By": "room" };

let kept = form() ? written() : "";
let timer;

function show(name, text) {
  for (const line of page.querySelectorAll(`[data-${name}]`)) {
    line.hidden = text === undefined;
    if (text) line.textContent = text;
  }
}

function isUnkept() {
  return Boolean(form()) && written() !== kept;
}

async function keep() {
  clearTimeout(timer);
  if (!isUnkept()) return;
  const body = written();
  const url = form().dataset.draft;
  try {
    const sent = { ...headers, "Content-Type": "application/x-www-form-urlencoded" };
    const answer = await fetch(url, { method: "POST", headers: sent, body, keepalive: true });
    if (!answer.ok) return;
    kept = body;
    const { saved } = await answer.json();
    show("saved", isUnkept() || !saved ? undefined : saved);
    if (!isUnkept()) show("unsaved");
  } catch { /* shown as not yet kept; the next key tries again */ }
}

function keepSoon(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

function count(box) {
  const left = document.getElementById(`${box.id}_left`);
  if (!left) return;
  left.parentElement.hidden = false;
  left.textContent = String(box.dataset.most - box.value.split(/\s+/).filter(Boolean).length);
}

page.addEventListener("input", (event) => {
  if (!event.target.closest("form[data-step]")) return;
  if (event.target.dataset.most) count(event.target);
  show("saved");
  show("unsaved", "");
  keepSoon(KEEP_AFTER);
});
page.addEventListener("focusout", (event) => event.target.closest("form[data-step]") && keepSoon(300));
// Another press of this page leads away from it: what is being written is kept before that.
async function keepFirst(event) {
  event.preventDefault();
  await keep();
  kept = form() ? written() : "";
  event.target.requestSubmit(event.submitter);
}

page.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-step]")) kept = written();
  else if (isUnkept()) keepFirst(event);
});
addEventListener("pagehide", keep);
addEventListener("beforeunload", (event) => isUnkept() && event.preventDefault());

// The panel came again. While the same task is on, what is being written stays as it is, and only what stands
// round it changes.
document.addEventListener("htmx:beforeSwap", async (event) => {
  const { target, xhr } = event.detail;
  if (target !== panel()) return;
  const template = document.createElement("template");
  template.innerHTML = xhr.responseText;
  const fresh = template.content.querySelector("[data-task]");
  event.detail.shouldSwap = false;
  if (xhr.status >= 400 || !fresh || fresh.dataset.talk !== target.dataset.talk) {
    await keep();
    return location.reload();
  }
  const isSame = fresh.dataset.task === target.dataset.task && form();
  if (isSame) {
    for (const part of fresh.querySelectorAll("[data-part]")) put({ id: part.id, html: part.outerHTML });
  } else {
    await keep();
    const isHere = document.activeElement === document.body || target.contains(document.activeElement);
    put({ id: target.id, html: fresh.outerHTML });
    window.htmx.process(panel());
    begin();
    if (isHere) panel().querySelector("h2")?.focus();
  }
  obey();
});

function begin() {
  kept = form() ? written() : "";
  for (const box of form()?.querySelectorAll("[data-most]") ?? []) count(box);
}

// While it is paused one may write, and gives nothing yet.
function obey() {
  const isOn = panel().querySelector("[data-state]").dataset.state === "on";
  for (const button of form()?.querySelectorAll("button") ?? []) button.disabled = !isOn;
}

// Where no facilitator has joined, nobody talks here, and this page listens by itself.
if (!page.querySelector("[data-say]")) {
  const cursors = {};
  for (const heard of page.querySelectorAll("[data-room][data-cursor]")) cursors[heard.dataset.room] = heard.dataset.cursor;
  new Line({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${page.dataset.live}`,
    cursors,
    twin: (room) => panel().dataset.frames.replace(panel().id.slice(9), room),
    onFrame: take,
    onState: (state) => {
      for (const line of page.querySelectorAll("[data-line]")) line.hidden = line.dataset.line !== state;
    },
  });
  startClocks();
}

async function take(frame) {
  for (const op of frame.ops ?? []) put(op);
  for (const signal of frame.signals ?? []) {
    document.body.dispatchEvent(new CustomEvent(`app:${signal}`));
    if (signal !== "place") continue;
    const url = await whereToGo(headers);
    if (!url) continue;
    await keep();
    go(url);
  }
}

begin();
obey();
