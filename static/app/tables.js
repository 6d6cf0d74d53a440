// Carrying people between small tables: with a pointer or a finger on the grip. Laid down, a person's list says the new
// table and the form goes out as if its button had been pressed; with the lists alone the page does the same.

import { put } from "./regions.js";

const form = () => document.querySelector("[data-tables]");
let carried = null; // { person, pointer, x, y, over }

function tableAt(x, y) {
  return document.elementsFromPoint(x, y).find((it) => it.matches("[data-table]"));
}

function point(table) {
  carried.over?.classList.remove("table-laid--here");
  carried.over = table;
  table?.classList.add("table-laid--here");
}

function end() {
  const { person } = carried;
  point(undefined);
  person.classList.remove("placed--carried");
  person.removeAttribute("style");
  carried = null;
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0 || carried) return;
  event.preventDefault();
  const person = handle.closest("[data-person]");
  carried = { person, pointer: event.pointerId, x: event.clientX + scrollX, y: event.clientY + scrollY };
  person.classList.add("placed--carried");
});

document.addEventListener("pointermove", (event) => {
  if (carried?.pointer !== event.pointerId) return;
  const { person, x, y } = carried;
  person.style.transform = `translate(${event.clientX + scrollX - x}px, ${event.clientY + scrollY - y}px)`;
  point(tableAt(event.clientX, event.clientY));
});

document.addEventListener("pointerup", (event) => {
  if (carried?.pointer !== event.pointerId) return;
  const { person, over } = carried;
  const list = person.querySelector("select");
  end();
  if (!over || over.dataset.table === list.value) return;
  list.value = over.dataset.table;
  keep();
});
document.addEventListener("pointercancel", (event) => carried?.pointer === event.pointerId && end());
document.addEventListener("keydown", (event) => event.key === "Escape" && carried && end());

// What comes back is the page with the new places; a question or a refusal is a page of its own, and is gone to.
async function keep() {
  const sent = form();
  const answer = await fetch(sent.action, { method: "POST", body: new URLSearchParams(new FormData(sent)) }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page && page.getElementById("tables");
  if (!fresh) return sent.submit();
  put({ id: "tables", html: fresh.outerHTML });
}

document.body.dataset.carries = ""; // grips are seen where they work
