// Single lines of a room: their menu, what one answers, sheets over the room, earlier statements, the way to one of them.

import { startMenus } from "./menus.js";
import { fill, read } from "./regions.js";

export function startLines({ form, log, headers, refusal }) {
  const sheet = document.querySelector("[data-sheet]");
  const chip = form.querySelector("[data-reply]");
  const answered = form.querySelector("[name=reply_to]");

  // --- menus

  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.(".more[open]")) return;
    for (const item of event.target.querySelectorAll("[data-until]")) item.hidden = Date.parse(item.dataset.until) < Date.now();
    event.target.querySelector(".menu-sheet").scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("click", (event) => { // they lie over what is said: a press elsewhere shuts them
    for (const menu of document.querySelectorAll(".more[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
  startMenus();

  // --- replies

  function answer(id) {
    const line = document.getElementById(`message-${id}`);
    answered.value = id;
    chip.querySelector("[data-reply-name]").textContent = line.querySelector(".said-by b").textContent;
    chip.querySelector("[data-reply-words]").textContent = line.querySelector(".said-text").textContent.slice(0, 80);
    chip.hidden = false;
    form.querySelector("textarea").focus();
  }

  chip.querySelector("[data-reply-end]").addEventListener("click", (event) => {
    event.preventDefault();
    answered.value = "";
    chip.hidden = true;
    form.querySelector("textarea").focus();
  });

  // --- sheets

  async function show(url, init) {
    const response = await fetch(url, { headers, ...init });
    if (response.status === 204) return sheet.close();
    if (response.ok || response.status === 422) {
      fill(sheet, await response.text());
      if (!sheet.open) sheet.showModal();
      sheet.querySelector("[autofocus]")?.focus();
    } else if (response.status === 409) {
      refusal.textContent = (await response.json()).errors.join(" ");
    }
  }

  // --- earlier statements, and the way to one

  async function goBack() {
    const way = log.querySelector("[data-earlier]");
    const response = way && (await fetch(way.dataset.earlier, { headers }));
    if (!response?.ok) return false;
    const older = read(await response.text());
    const fromEnd = log.scrollHeight - log.scrollTop;
    const list = log.querySelector("ol");
    for (const line of [...older.querySelector("ol").children].reverse()) if (!document.getElementById(line.id)) list.prepend(line);
    const next = older.querySelector("[data-earlier]");
    if (next) way.replaceWith(next);
    else way.remove();
    log.scrollTop = log.scrollHeight - fromEnd;
    return true;
  }

  async function jump(id) {
    document.querySelector("[data-back]")?.remove(); // who reads on has been told
    while (!document.getElementById(id) && (await goBack()));
    const line = document.getElementById(id);
    if (!line) return;
    line.tabIndex = -1;
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const does = [
      ["[data-shut]", () => sheet.contains(link) && (sheet.close(), true)],
      ["[data-open]", () => (show(link.href), true)],
      ["[data-jump]", () => (sheet.close(), jump(link.hash.slice(1)), true)],
      ["[data-earlier] a", () => (goBack(), true)],
    ];
    if (does.some(([selector, act]) => link.matches(selector) && act())) event.preventDefault();
  });

  document.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent.matches("[data-replies]")) answer(event.submitter.value);
    else if (sent.matches("[data-open]")) show(`${sent.action}?${new URLSearchParams(new FormData(sent, event.submitter))}`);
    else if (sent.matches("[data-inside]") && sheet.contains(sent)) {
      show(sent.action, { method: "POST", body: new URLSearchParams(new FormData(sent, event.submitter)) });
    } else return;
    event.preventDefault();
  });

  sheet.addEventListener("close", () => sheet.replaceChildren()); // what was looked for or written does not stay in the page
}
