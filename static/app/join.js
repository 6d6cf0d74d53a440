// A personal link carries its secret behind "#". It goes from the address bar into the form, and one press opens the door.

const door = document.querySelector("[data-door]");

function take() {
  const secret = location.hash.slice(1);
  if (!secret) return;
  // A redirect keeps what stands behind "#": signed out, or in another language, one is back here with it, and no server has seen it.
  for (const form of document.querySelectorAll("[data-sign-out], .langs")) form.action = form.action.split("#")[0] + location.hash;
  if (door) {
    door.elements.secret.value = secret;
    door.elements.code.disabled = true; // else an empty field that nobody sees would hold the press up
  }
  history.replaceState(null, "", location.pathname);
  for (const part of document.querySelectorAll("[data-paste]")) part.hidden = true;
  for (const part of document.querySelectorAll("[data-read]")) part.hidden = false;
}

addEventListener("hashchange", take);
take();
