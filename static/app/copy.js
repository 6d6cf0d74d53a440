/* Copies a text of the page when its button is pressed, and says so. Without a clipboard the button stays hidden. */

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.parentElement.querySelector("[data-copied]").hidden = false;
    });
  }
}
