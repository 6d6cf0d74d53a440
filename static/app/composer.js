// The place to write: what was sent waits in memory until the server has stored it, drafts are kept on the server.

const DRAFT_AFTER = 2000;
const LINES = ["help_desk", "staff"]; // rooms in which one writes whatever is on at the tables
const RESEND_AFTER = 6000;

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export class Composer {
  constructor(form, room, headers) {
    Object.assign(this, { form, room, headers, waiting: new Map(), kept: "", keeping: 0, inFlight: null });
    this.field = form.querySelector("textarea");
    this.key = form.querySelector("[name=client_key]");
    this.button = form.querySelector("[data-send]");
    this.ask = form.querySelector("[data-ask]"); // a short question out of turn
    this.refusal = form.querySelector("[data-refusal]");
    this.sending = document.querySelector("[data-sending]");
    this.kept = this.field.value;
    form.addEventListener("submit", (event) => this.submit(event));
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => this.keepSoon(300));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    addEventListener("beforeunload", (event) => this.isUnsafe() && event.preventDefault());
    setInterval(() => this.resend(), RESEND_AFTER);
  }

  isUnsafe() {
    return this.waiting.size > 0 || this.isUnkept();
  }

  keepSoon(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), wait);
  }

  typed() {
    this.keepSoon(DRAFT_AFTER);
    this.show("unsaved", this.isUnkept());
    this.show("saved", false);
  }

  async keep() {
    clearTimeout(this.timer);
    const text = this.field.value;
    if (text === this.kept) return;
    const body = new URLSearchParams({ text });
    this.keeping += 1;
    try {
      const answer = await fetch(this.form.dataset.draft, { method: "POST", headers: this.headers, body, keepalive: true });
      if (!answer.ok) return;
      this.kept = text;
      this.show("unsaved", this.isUnkept());
      this.show("saved", this.field.value === text && text !== "");
    } catch { /* shown as not yet kept; the next key tries again */ } finally {
      this.keeping -= 1;
    }
  }

  isUnkept() {
    return this.field.value !== this.kept && this.field.value !== "";
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value;
    const isQuestion = event.submitter !== null && event.submitter === this.ask;
    if (!text.trim() || (this.button.disabled && !isQuestion)) return;
    const key = this.key.value;
    this.waiting.set(key, { text, ...(isQuestion && { is_question: "on" }), ...this.takeMore() });
    this.draw(key, text);
    this.key.value = newKey();
    this.field.value = "";
    if (!this.keeping) this.kept = "";
    clearTimeout(this.timer);
    this.show("unsaved", false);
    this.show("saved", false);
    this.refusal.textContent = "";
    this.pump();
  }

  // What goes with the words: what they answer, who says them by telephone. Said once, then it is as before.
  takeMore() {
    const more = {};
    for (const field of this.form.querySelectorAll("[data-more]")) {
      if (field.value) more[field.name] = field.value;
      field.value = "";
    }
    this.show("reply", false);
    return more;
  }

  giveMoreBack(said) {
    for (const field of this.form.querySelectorAll("[data-more]")) field.value = said[field.name] ?? field.value;
    if (said.reply_to) this.show("reply", true);
  }

  // One after the other, in the order they were written: the next one goes when the first is stored.
  pump() {
    const [first] = this.waiting;
    if (first && !this.inFlight) this.post(...first);
  }

  post(key, said) {
    this.inFlight = key;
    if (!this.line?.send({ post: { room: this.room, ...said, client_key: key } })) this.postByForm(key, said);
  }

  // The same fields by the ordinary form, when there is no socket.
  async postByForm(key, said) {
    const body = new URLSearchParams({ ...said, client_key: key });
    try {
      const answer = await fetch(this.form.action, { method: "POST", headers: this.headers, body });
      if (answer.ok) this.stored(key);
      else if (answer.status === 409) this.refused(key, (await answer.json()).errors);
    } catch { /* it stays first in the list of what waits and is sent again */ }
  }

  // The line is back, or an answer has not come: begin again with the first that waits. Its key makes a repeat harmless.
  resend() {
    this.inFlight = null;
    this.pump();
  }

  stored(key) {
    this.waiting.delete(key);
    this.inFlight = null;
    this.pump();
    this.sending.querySelector(`[data-key="${key}"]`)?.remove();
    this.keepSoon(DRAFT_AFTER); // a draft that was on its way when this was sent must not come back
  }

  // What was refused goes back into the field, before anything written since.
  refused(key, errors) {
    const said = this.waiting.get(key);
    if (said === undefined) return;
    const { text } = said;
    this.stored(key);
    this.giveMoreBack(said);
    this.field.value = [text, this.field.value].filter(Boolean).join("\n");
    this.refusal.textContent = errors.join(" ");
    this.typed();
  }

  draw(key, text) {
    const item = document.createElement("li");
    item.className = "said said--pending";
    item.dataset.key = key;
    const words = document.createElement("p");
    words.className = "said-text";
    words.dir = "auto";
    words.textContent = text;
    item.append(words);
    this.sending.append(item);
    item.scrollIntoView({ block: "end" });
  }

  // Whether one may speak now is said by the regions of the page: whose turn it is, the state of the session (which may
  // let one kind of room talk only), what is said to this person alone, and in a fishbowl who is outside its circle and has not been given the floor.
  obey() {
    const turn = document.querySelector("[data-may-say]");
    const state = document.querySelector("[data-silent]");
    const outside = turn?.matches(".turn--yours") ? null : document.querySelector("[data-outside]");
    const kind = this.form.dataset.kind;
    const isElsewhere = !LINES.includes(kind) && (state?.dataset.talks ?? kind) !== kind;
    const aside = document.querySelector("[data-apart]"); // said to this person alone
    const isApart = aside?.dataset.apart.split(" ").includes(kind) ?? false;
    const isSilent = isApart || isElsewhere || state?.dataset.silent === "yes";
    const may = !isSilent && !outside && turn?.dataset.maySay !== "no";
    this.button.disabled = !may;
    if (this.ask) this.ask.hidden = isSilent || !turn || !("mayAsk" in turn.dataset);
    const reason = (isApart ? aside : isSilent ? state : outside ?? turn)?.querySelector("[data-reason]");
    this.refusal.textContent = may ? "" : reason?.textContent ?? "";
  }

  show(name, isShown) {
    this.form.querySelector(`[data-${name}]`).hidden = !isShown;
  }
}
