// What changes on a page of a room, and where its person sits now.

const page = document.querySelector("[data-live]");

// HTML as nodes. The only place where it becomes any.
export function read(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// What stands in an element now.
export function fill(element, html) {
  element.replaceChildren(read(html));
}

// The one function that changes a part of the page. Present: replaced, else inserted; so a repeat is harmless.
export function put(op) {
  const old = document.getElementById(op.id);
  if (op.gone) return old?.remove();
  const fresh = read(op.html).firstElementChild;
  const held = old?.contains(document.activeElement) && document.activeElement.getAttribute("form");
  const menu = old?.contains(document.activeElement) && document.activeElement.matches("summary") ? document.activeElement.parentElement.dataset.keep : "";
  for (const kept of old?.querySelectorAll("details[open][data-keep]") ?? []) {
    fresh.querySelector(`[data-keep="${kept.dataset.keep}"]`)?.setAttribute("open", "");
  }
  if (old) old.replaceWith(fresh);
  else if (op.into) document.getElementById(op.into)?.append(fresh) ?? announce(op.into);
  if (menu) fresh.querySelector(`[data-keep="${menu}"] > summary`)?.focus();
  if (held) fresh.querySelector(`[form="${held}"]`)?.focus();
}

// News in a room that this page only listens to: a mark on its tab.
function announce(into) {
  const tab = page.querySelector(`.tab[data-room="${into.slice(4)}"]`);
  if (tab && !tab.hasAttribute("aria-current")) tab.classList.add("tab--news");
}

// A form of this page is on its way: its answer says where one goes, and nobody is taken anywhere else meanwhile.
let isLeaving = false;
addEventListener("submit", (event) => { isLeaving ||= !event.defaultPrevented; });
addEventListener("pageshow", () => { isLeaving = false; });

export function go(url) {
  if (!isLeaving) location.assign(url);
}

// The address where the session goes on for this person, if that is elsewhere. While people are asked back to the long
// table nobody is taken anywhere: some have come, others are still at their small ones.
export async function whereToGo(headers) {
  if (document.querySelector(".strip--all[data-past]")) return null;
  const answer = page.dataset.place && (await fetch(page.dataset.place, { headers }));
  if (!answer?.ok) return null;
  const { url } = await answer.json();
  return url === location.pathname || page.dataset.stays !== undefined ? null : url;
}
