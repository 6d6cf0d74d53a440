// The minutes left: the server says how many seconds remain, this counts them down. It never cuts anybody off.

const begun = new WeakMap();

export function startClocks() {
  setInterval(tick, 1000);
}

function tick() {
  for (const clock of document.querySelectorAll("[data-seconds]")) {
    if (!begun.has(clock)) begun.set(clock, performance.now());
    const left = Number(clock.dataset.seconds) - (performance.now() - begun.get(clock)) / 1000;
    clock.toggleAttribute("data-past", left <= 0);
    const minutes = clock.querySelector("[data-minutes]");
    const text = String(Math.max(0, Math.ceil(left / 60)));
    if (minutes && minutes.textContent !== text) minutes.textContent = text;
    show(clock.querySelector("[data-within]"), left > 0);
    show(clock.querySelector("[data-over]"), left <= 0);
  }
}

function show(part, isShown) {
  if (part && part.hidden === isShown) part.hidden = !isShown;
}
