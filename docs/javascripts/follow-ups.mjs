import { call } from "./api.mjs";
import { button, h } from "./elements.mjs";
import { Card } from "./follow-ups/card.mjs";
import { intentIn } from "./follow-ups/intent.mjs";
import { askToStopAll } from "./follow-ups/stop-all.mjs";
import { LetterPage } from "./letter-page.mjs";
import { forgetToken, heldToken, holdToken, isKept, keepToken, releaseToken, takeToken, unkeepToken } from "./session.mjs";

const PAGE = "follow-ups";
const STOP = "stop";

/** The page that every reminder leads to: what is planned, and a button for what happened. */
class FollowUpsPage extends LetterPage {
  start() {
    this.intent = intentIn(location.search);
    const isNew = new URLSearchParams(location.search).has("t");
    const stopToken = this.intent?.does === "stop" && !isNew ? heldToken(STOP) : null;
    this.token = takeToken(PAGE);
    if (stopToken) askToStopAll(this, stopToken);
    else if (this.token) this.attempt(() => this.load());
    else this.showStale();
  }

  async load() {
    const { follow_ups: items, whole } = await call("GET", "/follow-ups", { token: this.token, signal: this.signal });
    if (!items.length) return this.showNone();
    // A letter's link opens one follow-up; with several the question would have no object.
    const intent = items.length === 1 ? this.intent : null;
    const send = (item, press) => this.send(item, press);
    const cards = items.map((item) => new Card(item, send, intent).element);
    const note = whole ? "" : h("p", { class: "small" }, "This link opens only what its e-mail is about.");
    return this.show(...cards, note, this.keeping());
  }

  /** On a shared computer nothing stays; on one's own it may. */
  keeping() {
    const kept = h("input", { type: "checkbox", checked: isKept(PAGE) });
    kept.addEventListener("change", () => this.keep(kept));
    return h("div", { class: "keeping" },
      h("label", {}, kept, h("span", {}, "Keep my link on this device, so that I can come back without an e-mail")),
      h("p", { class: "actions" }, button("Sign out here", () => this.signOut(), "button--quiet")));
  }

  keep(box) {
    if (!box.checked) unkeepToken(PAGE);
    else if (!keepToken(PAGE, this.token)) {
      box.checked = false;
      this.said.textContent = "This browser does not let us keep the link.";
    }
  }

  signOut() {
    forgetToken(PAGE);
    this.turn(h("h2", {}, "You are signed out"),
      h("p", {}, "Nothing of yours is left in this browser tab. The buttons in our e-mails open your follow-ups again."));
  }

  showNone() {
    this.show(
      h("p", {}, "There are no follow-ups here. They are erased 90 days after their last step."),
      h("p", { class: "actions" }, h("a", { class: "button button--primary", href: "../write/" }, "Write a note")));
  }

  /** A stop token opens nothing, but it can stop everything. */
  showStale() {
    if (this.intent?.does !== STOP || !this.token) return this.explainStale();
    holdToken(STOP, this.token);
    releaseToken(PAGE);
    return askToStopAll(this, this.token);
  }

  explainStale() {
    this.turn(
      h("h2", {}, "This page needs the link from an e-mail"),
      h("p", {}, "The link is missing, too old, or was cut short. Nothing is lost."),
      h("ul", {},
        h("li", {}, "Open the newest e-mail from us and press one of its buttons. They work for 180 days."),
        h("li", {}, "Some mail programs cut a long link. Then copy all of it into the address bar."),
        h("li", {}, "You can also answer the e-mail. It reaches the people who run this site.")));
  }

  /** An edit says which state it was made from, so that another window's is not lost. */
  send({ id, rev }, { path, body }) {
    const place = `/follow-ups/${encodeURIComponent(id)}`;
    const options = { token: this.token, signal: this.signal };
    return path
      ? call("POST", `${place}/${path}`, { body, ...options })
      : call("PATCH", place, { body: { ...body, rev }, ...options });
  }
}

customElements.get("follow-ups-page") ?? customElements.define("follow-ups-page", FollowUpsPage);
