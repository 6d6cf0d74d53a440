// Carrying a card: with a pointer or a finger on its handle, or with keys. The card itself is not moved in the page before
// it is laid down: an empty place shows where it would lie. What is said aloud stands as text in the page.

import { post } from "./board.js";

const NEAR = 48; // pixels from an edge at which the board moves along
const PACE = 14;

const said = document.getElementById("carry-said");
let carried = null; // { card, place, handle, x, y }

function columns() {
  return [...document.querySelectorAll("ol[data-column]")];
}

function cardsOf(column) {
  return [...column.querySelectorAll(":scope > [data-card]")].filter((card) => card !== carried?.card);
}

function announce(what) {
  const column = carried.place.parentElement;
  const lying = [...column.children].filter((it) => it !== carried.card);
  said.textContent = said.dataset[what]
    .replace("{title}", carried.card.dataset.title)
    .replace("{column}", column.dataset.name)
    .replace("{place}", lying.indexOf(carried.place) + 1);
}

function lift(handle, x, y) {
  const card = handle.closest("[data-card]");
  const place = document.createElement("li");
  place.className = "card card--place";
  card.after(place);
  carried = { card, place, handle, x, y };
  card.classList.add("card--carried");
  document.body.dataset.carrying = "";
  announce("lifted");
}

function end() {
  const { card, place, handle } = carried;
  card.classList.remove("card--carried");
  card.removeAttribute("style");
  place.remove();
  carried = null;
  delete document.body.dataset.carrying;
  handle.focus();
  document.dispatchEvent(new CustomEvent("board:free"));
}

function putBack() {
  announce("back");
  end();
}

function layDown() {
  const { card, place } = carried;
  const form = card.querySelector("[data-move]");
  const body = new URLSearchParams(new FormData(form));
  const before = cardsOf(place.parentElement).find((it) => place.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
  const isWhereItWas = card.nextElementSibling === place;
  body.set("column", place.parentElement.dataset.column);
  body.set("before", before?.dataset.card ?? "");
  announce("dropped");
  if (!isWhereItWas) place.after(card);
  end();
  if (!isWhereItWas) post(form, body);
}

// --- pointer and finger ----------------------------------------------------------------------------------

// Which column a point is in: side by side on a desk, one below the other on a phone.
function columnAt(x, y) {
  const boxes = columns().map((it) => [it, it.closest("section").getBoundingClientRect()]);
  const beside = boxes.filter(([, box]) => x >= box.left && x <= box.right);
  return (beside.findLast(([, box]) => y >= box.top) ?? beside[0])?.[0];
}

function over(x, y) {
  const column = columnAt(x, y);
  if (!column) return;
  const next = cardsOf(column).find((it) => {
    const box = it.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  if (next) next.before(carried.place);
  else column.append(carried.place);
}

function moveAlong(x, y) {
  const board = document.getElementById("board");
  if (y < NEAR) scrollBy(0, -PACE);
  if (y > innerHeight - NEAR) scrollBy(0, PACE);
  const box = board.getBoundingClientRect();
  if (x < box.left + NEAR) board.scrollBy(-PACE, 0);
  if (x > box.right - NEAR) board.scrollBy(PACE, 0);
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || event.button !== 0 || carried) return;
  event.preventDefault();
  handle.focus();
  lift(handle, event.clientX, event.clientY);
  carried.pointer = event.pointerId;
});

document.addEventListener("pointermove", (event) => {
  if (carried?.pointer !== event.pointerId) return;
  const { clientX: x, clientY: y } = event;
  carried.card.style.transform = `translate(${x - carried.x}px, ${y - carried.y}px)`;
  over(x, y);
  moveAlong(x, y);
});

document.addEventListener("pointerup", (event) => carried?.pointer === event.pointerId && layDown());
document.addEventListener("pointercancel", (event) => carried?.pointer === event.pointerId && putBack());

// --- keys ------------------------------------------------------------------------------------------------

function step(key) {
  const isRtl = document.documentElement.dir === "rtl";
  if (key === "ArrowUp" || key === "ArrowDown") return climb(key === "ArrowDown");
  const all = columns();
  const way = (key === "ArrowRight") === isRtl ? -1 : 1;
  const column = all[all.indexOf(carried.place.parentElement) + way];
  column?.append(carried.place);
}

function climb(isDown) {
  const lying = [...carried.place.parentElement.children].filter((it) => it !== carried.card);
  const other = lying[lying.indexOf(carried.place) + (isDown ? 1 : -1)];
  if (isDown) other?.after(carried.place);
  else other?.before(carried.place);
}

document.addEventListener("keydown", (event) => {
  if (carried && carried.pointer === undefined) return carry(event);
  if (carried && event.key === "Escape") return putBack();
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || carried || ![" ", "Enter"].includes(event.key)) return;
  event.preventDefault();
  lift(handle);
});

function carry(event) {
  if (event.key === "Tab") return putBack();
  if (![" ", "Enter", "Escape"].includes(event.key) && !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  if (event.key === "Escape") return putBack();
  if ([" ", "Enter"].includes(event.key)) return layDown();
  step(event.key);
  carried.place.scrollIntoView({ block: "nearest", inline: "nearest" });
  announce("over");
}

// A press of Space or Enter would click the handle as well.
document.addEventListener("click", (event) => event.target.closest?.("[data-handle]") && event.preventDefault());

document.body.dataset.carries = ""; // handles are seen where they work
