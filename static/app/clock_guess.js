// The zone of this device, chosen beforehand for somebody who has not chosen one yet.

const select = document.querySelector("[data-guess] [data-zone]");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

if (select && [...select.options].some((option) => option.value === zone)) select.value = zone;
