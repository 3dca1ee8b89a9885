import { call } from "./api.mjs";
import { button, h } from "./elements.mjs";
import { asked, PATIENCE_MS, plannedFor, staleConfirmation } from "./confirm/parts.mjs";
import { LetterPage } from "./letter-page.mjs";
import { heldToken, holdToken, takeToken } from "./session.mjs";

const PRESS = "Yes, remind me";

/** The page of the confirmation e-mail: shows what was asked for, and switches it on by a press. */
class ConfirmPage extends LetterPage {
  start() {
    this.token = takeToken("confirm");
    if (this.token) this.attempt(() => this.preview());
    else this.showStale();
  }

  async preview() {
    const body = { token: this.token };
    const { follow_ups: found } = await call("POST", "/confirm/preview", { body, signal: this.signal });
    if (found.length) this.ask(found);
    else this.showStale();
  }

  ask(found) {
    const pending = found.filter(({ confirmed }) => !confirmed);
    const list = asked(pending.length ? pending : found);
    if (!pending.length) return this.showConfirmed(list, found);
    const many = pending.length > 1;
    this.show(
      h("p", {}, many ? "You asked us to remind you. Take the tick away where you no longer want it." : "You asked us to remind you about this interview."),
      list,
      h("p", { class: "actions" }, button(PRESS, () => this.press(chosen(list, pending)), "button--primary button--large")),
      h("p", { class: "small" }, "Nothing is sent before you press this. If you did not ask for it, close this page: the request is erased after 7 days."),
    );
  }

  showConfirmed(list, found) {
    this.show(
      h("p", {}, "You have confirmed this already. Your reminders are on."),
      list,
      h("p", { class: "actions" }, button("Show my plan", () => this.press(found.map(({ id }) => id)), "button--primary")),
    );
  }

  press(ids) {
    if (ids.length) return this.attempt(() => this.confirm(ids));
    this.problem.replaceChildren(h("p", {}, "Tick at least one interview."));
    return this.querySelector("input")?.focus();
  }

  async confirm(ids) {
    const body = { token: this.token, follow_ups: ids };
    const { token } = await call("POST", "/confirm", { body, signal: this.signal });
    this.turn(
      h("h2", {}, "Your reminders are on"),
      this.waiting,
      h("p", {}, "Each e-mail says what to do that day and has the words for it. Each has buttons: for the answer, for “not today”, and to stop."),
    );
    const [plan] = await Promise.all([plannedFor(ids, token, this.signal), this.hold(token, ids)]);
    this.waiting.replaceWith(plan);
    this.content.append(
      h("p", { class: "actions" }, h("a", { class: "button button--primary", href: "../follow-ups/" }, "Open my follow-ups")));
  }

  /** A link held here that opens these too opens more: a second press must not narrow it. */
  async hold(token, ids) {
    const held = heldToken("follow-ups");
    if (held && (await opens(held, ids, this.signal))) return;
    holdToken("follow-ups", token);
  }

  showStale() {
    this.turn(h("h2", {}, "This link does not work"), ...staleConfirmation());
  }
}

/** Whether a link opens these. A service that does not answer is no sign that it does not. */
async function opens(token, ids, signal) {
  try {
    const { follow_ups: found } = await call("GET", "/follow-ups", { token, signal, patienceMs: PATIENCE_MS });
    return ids.every((id) => found.some((one) => one.id === id));
  } catch (error) {
    if (error.name !== "ApiError") throw error;
    return error.code !== "link_invalid";
  }
}

/** The ids that are ticked; a single one has no tick. */
function chosen(list, pending) {
  if (pending.length === 1) return [pending[0].id];
  return [...list.querySelectorAll("input:checked")].map((input) => input.value);
}

customElements.get("confirm-page") ?? customElements.define("confirm-page", ConfirmPage);
