/* An invitation's secret stands behind "#" and never reaches the server by itself.
   Here it goes into the form, and out of the address bar. */

const form = document.querySelector("[data-invitation]");

function read() {
  const secret = location.hash.slice(1);
  if (!secret) return;
  history.replaceState(null, "", location.pathname);
  form.elements.secret.value = secret;
  form.querySelector("[data-paste]").hidden = true;
  form.querySelector("[data-read]").hidden = false;
}

read();
addEventListener("hashchange", read);
