// Leaving quickly: the page goes blank at once, the house is told, and an ordinary page takes this one's place in the history.

const LONGEST_WAIT = 800;

for (const form of document.querySelectorAll("[data-exit]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.body.hidden = true;
    addEventListener("beforeunload", (leaving) => leaving.stopImmediatePropagation(), true); // nothing asks "are you sure?"
    const told = fetch(form.action, { method: "POST", keepalive: true }).catch(() => {});
    const enough = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
    Promise.race([told, enough]).then(() => location.replace(form.action));
  });
}
