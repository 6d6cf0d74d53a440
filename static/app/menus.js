// Menus: shut by choosing in them, and by Escape, which leaves one where one was.

export function startMenus() {
  document.addEventListener("click", (event) => {
    const menu = event.target.closest(".menu-sheet button")?.closest(".menu");
    if (menu) setTimeout(() => menu.removeAttribute("open")); // when what it does has begun
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector(".menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
