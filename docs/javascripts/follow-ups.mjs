import { account, stoppedNotice } from "./follow-ups/account.mjs";
import { Bearer } from "./follow-ups/bearer.mjs";
import { Card } from "./follow-ups/card.mjs";
import { contents, inOrder } from "./follow-ups/contents.mjs";
import { folded } from "./follow-ups/folded.mjs";
import { intentIn } from "./follow-ups/intent.mjs";
import { LinkRequest } from "./follow-ups/link-request.mjs";
import { askToMove, explainNoMove } from "./follow-ups/move.mjs";
import { signingOut } from "./follow-ups/signing-out.mjs";
import { MOVE, PAGE, STOP, STOPPED } from "./follow-ups/slots.mjs";
import { askToStop, showAll } from "./follow-ups/stop-all.mjs";
import { h } from "./elements.mjs";
import { clearHandover } from "./handover.mjs";
import { LetterPage } from "./letter-page.mjs";
import { forgetToken, heldToken, heldTokens, holdToken, releaseToken, takeToken } from "./session.mjs";

function waysByMail() {
  return [
    h("h3", {}, "Or use an e-mail you have"),
    h("ul", {},
      h("li", {}, "Open the newest e-mail from us and press one of its buttons. They work for 180 days."),
      h("li", {}, "Some mail programs cut a long link. Then copy all of it into the address bar."),
      h("li", {}, "You can also answer the e-mail. It reaches the people who run this site.")),
  ];
}

/** The page of a private link, and of the buttons in every reminder. */
export class FollowUpsPage extends LetterPage {
  isWhole = false;

  start() {
    this.intent = intentIn(location.search);
    const does = this.intent?.does;
    const isNew = new URLSearchParams(location.search).has("t");
    if (does === MOVE) return this.startMove();
    const held = (slot) => (does === STOP && !isNew ? heldToken(slot) : null);
    if (held(STOPPED)) return showAll(this, held(STOPPED));
    if (held(STOP)) return askToStop(this, held(STOP));
    const token = takeToken(PAGE);
    if (!token) return this.askForLink();
    this.openWith(token);
    return this.attempt(() => this.load());
  }

  /** The token of a new address opens nothing before the press. */
  startMove() {
    this.token = takeToken(MOVE);
    if (this.token) askToMove(this, this.token);
    else explainNoMove(this);
  }

  openWith(token) {
    this.bearer = new Bearer(token, this.signal);
  }

  async load() {
    const found = await this.bearer.open();
    this.isWhole = found.whole;
    const items = inOrder(found.follow_ups);
    // A letter's link opens one follow-up; with several the question would have no object.
    const intent = items.length === 1 ? this.intent : null;
    this.cards = items.map((item) => this.#card(item, found, intent));
    this.show(
      ...(found.stopped ? [stoppedNotice(this)] : []),
      items.length ? "" : this.#none(),
      this.cards.length > 1 ? contents(this.cards) : "",
      ...this.cards.map(({ element }) => element),
      ...(found.whole ? [account(this, found)] : this.#only()),
    );
  }

  /** Says what was done, where the whole page is another now. */
  tell(text) {
    this.said.replaceChildren(h("p", {}, text));
    this.said.tabIndex = -1;
    this.said.focus();
  }

  /** Stops all e-mails. A private link starts them again at any time, from the page itself. */
  async stopAll() {
    await this.bearer.stopAll();
    if (!this.isWhole) return showAll(this, this.bearer.token, () => this.#startedAgain());
    await this.load();
    return this.tell("All e-mails are stopped. One that was already on its way may still arrive.");
  }

  async startAgain() {
    await this.bearer.startAgain();
    await this.#startedAgain();
  }

  signOut() {
    this.#forget();
    this.turn(h("h2", {}, "You are signed out"),
      h("p", {}, "Nothing of yours is left in this browser tab. The buttons in our e-mails open your follow-ups again."),
      this.#request());
  }

  showErased() {
    this.#forget();
    this.turn(h("h2", {}, "Everything is erased"),
      h("p", {}, "Your address and your follow-ups are gone from our server. No more e-mails come; one that was already on its way may still arrive."),
      h("p", {}, "Notes you wrote in this browser are on this device only. The page ", h("a", { href: "../write/" }, "Write a note"), " erases them."));
  }

  showRotated() {
    this.#forget();
    this.turn(h("h2", {}, "You are signed out everywhere"),
      h("p", {}, "Every link given out before has ended. The new one did not arrive here, so this page is closed too."),
      this.#request());
  }

  /** A stop token opens nothing, but it can stop everything. A link kept here may still work. */
  showStale() {
    const stale = this.bearer?.token ?? this.token;
    if (this.intent?.does === MOVE && !this.bearer) return explainNoMove(this);
    if (this.intent?.does === STOP && stale) {
      holdToken(STOP, stale);
      releaseToken(PAGE);
      return askToStop(this, stale);
    }
    const other = heldTokens(PAGE).find((token) => token !== stale);
    if (!other) {
      forgetToken(PAGE);
      return this.explainStale();
    }
    releaseToken(PAGE);
    this.intent = null;
    this.openWith(other);
    return queueMicrotask(() => this.attempt(() => this.load()));
  }

  explainStale() {
    this.turn(
      h("h2", {}, "This link does not work any more"),
      h("p", {}, "It is too old, or was cut short, or you signed out everywhere. Nothing is lost."),
      this.#request(), ...waysByMail());
  }

  /** Without a link: it comes by e-mail, on any device. */
  askForLink() {
    const heading = h("h2", {}, "Send me my link");
    this.show(
      this.opening, new LinkRequest(this.signal, heading).element, ...waysByMail());
  }

  #card(item, { whole, address, follow_ups: items }, intent) {
    const { bearer } = this;
    return new Card(item, {
      bearer, intent, address, isWhole: whole,
      onDeleted: (card) => this.#remove(card),
      stopAll: () => this.stopAll(),
      isShown: (id) => items.some((one) => one.id === id),
    });
  }

  async #startedAgain() {
    this.intent = null;
    await this.load();
    this.tell("Your reminders are on again. They go on from today.");
  }

  #remove(card) {
    this.cards = this.cards.filter((one) => one !== card);
    card.element.remove();
    for (const other of this.cards) other.forget(card.item.id);
    this.content.querySelector(".contents")?.replaceWith(this.cards.length > 1 ? contents(this.cards) : "");
    if (!this.cards.length) this.content.prepend(this.#none());
    this.tell(`The follow-up for ${card.item.employer} is deleted.`);
  }

  /** A letter's link: the rest needs the private one, which only its owner's mailbox gets. */
  #only() {
    return [
      h("p", { class: "small" }, "This link opens only what its e-mail is about."),
      folded("All my follow-ups", this.#request()),
      signingOut(this),
    ];
  }

  #none() {
    return h("div", {},
      h("p", {}, "There are no follow-ups here. They are erased 90 days after their last step."),
      h("p", { class: "actions" }, h("a", { class: "button button--primary", href: "../write/" }, "Write a note")));
  }

  #request() {
    return new LinkRequest(this.signal).element;
  }

  #forget() {
    for (const slot of [PAGE, STOP, STOPPED, MOVE]) forgetToken(slot);
    clearHandover();
  }
}

customElements.get("follow-ups-page") ?? customElements.define("follow-ups-page", FollowUpsPage);
