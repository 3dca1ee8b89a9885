import { button, h, own } from "../elements.mjs";
import { handOver } from "../handover.mjs";
import { Panel } from "../panel.mjs";
import { undoPresses } from "./actions.mjs";
import { cardTools } from "./card-tools.mjs";
import { headingId, linkTo } from "./contents.mjs";
import { dayForm } from "./day-form.mjs";
import { folded } from "./folded.mjs";
import { questionOf } from "./intent.mjs";
import { planDrawing } from "./plan-drawing.mjs";
import { planList } from "./plan-list.mjs";
import { pressGroups } from "./press-groups.mjs";
import { readyNotes } from "./ready-notes.mjs";
import { factsOf, momentInWords, stateOf } from "./words.mjs";

/**
 * One follow-up with its buttons. Heading, live region and alert stay in place from press to
 * press, and so does a form that is open; only what lies between them is drawn anew.
 */
export class Card extends Panel {
  /** @type {import("./edit-form.mjs").EditForm | null} */
  form = null;

  /**
   * @param {any} item as the API gives it
   * @param {object} around
   * @param {import("./bearer.mjs").Bearer} around.bearer
   * @param {boolean} around.isWhole whether the link opens everything of its owner
   * @param {ReturnType<import("./intent.mjs").intentIn>} around.intent what the link meant, or null
   * @param {string} [around.address] where the e-mails go
   * @param {(card: Card) => void} around.onDeleted
   * @param {() => Promise<void>} around.stopAll all e-mails, not only those of this one
   * @param {(id: string) => boolean} around.isShown whether another follow-up is on the page
   */
  constructor(item, around) {
    super(h("h2", { id: headingId(item.id), tabindex: "-1" }, own(item.employer)));
    Object.assign(this, { item, around, intent: around.intent });
    this.facts = h("p", { class: "card__facts" });
    /** The card's name and standing in the list at the top of the page. */
    this.link = linkTo(item.id);
    this.standing = h("span");
    this.heading.after(this.facts);
    this.element.append(cardTools(this).element);
    this.element.className = "card";
    this.element.setAttribute("aria-labelledby", this.heading.id);
    this.draw();
  }

  draw() {
    const { item } = this;
    for (const name of [this.heading, this.link]) name.replaceChildren(own(item.employer));
    this.standing.replaceChildren(stateOf(item));
    this.facts.replaceChildren(item.role ? own(item.role) : "", item.role ? h("br") : "", factsOf(item));
    const question = questionOf(this.intent, item);
    this.show(
      question ? this.question(question) : "",
      h("p", { class: "card__state" }, stateOf(item)),
      ...this.undo(),
      this.twin(),
      ...this.notes(),
      this.nextInterview(),
      h("h3", {}, "Your plan"),
      ...(item.plan.length ? [planDrawing(item), planList(item)] : [h("p", {}, "Nothing is planned.")]),
      this.groups(question),
    );
  }

  /** What the link meant, as the one thing to press. */
  question({ title, text, presses, day, stopsAll }) {
    const look = presses.length === 1 ? "button--primary button--large" : "";
    const all = stopsAll ? [button("Stop all e-mails", () => this.attempt(() => this.around.stopAll()))] : [];
    return h("div", { class: "question" },
      h("h3", {}, title), text ? h("p", {}, text) : "",
      presses.length || all.length ? this.row(presses, look, all) : "", day ? this.dayForm(day) : "");
  }

  /** The same interview, added a second time. */
  twin() {
    const { same_as: id } = this.item;
    if (!id) return "";
    return h("p", { class: "message" },
      "You already have a follow-up for this interview. ",
      this.around.isShown(id) ? h("span", {}, linkTo(id, "Go to it"), ". ") : "",
      "You can delete one of the two.");
  }

  /** A reply is wanted now; the words for a coming day wait folded. */
  notes() {
    const { item } = this;
    const notes = readyNotes(item);
    return item.answer || !notes.length ? notes : [folded("The words for your next step", ...notes)];
  }

  /** What is known of the first interview goes along; the days and what was said are new. */
  nextInterview() {
    const { item, around } = this;
    if (item.answer !== "another_round") return "";
    const address = `../write/?kind=just_interviewed&from=${encodeURIComponent(item.id)}`;
    const leave = () => handOver(item, around.address);
    return h("div", { class: "press-group" },
      h("h3", {}, "After the next interview"),
      h("p", {}, "Employer, job and people are filled in for you. You add the new days and what you talked about."),
      h("p", { class: "actions" },
        h("a", { class: "button", href: address, onclick: leave, onauxclick: leave }, "Write after the next interview")));
  }

  undo() {
    const presses = undoPresses(this.item);
    const until = this.item.undo ? `until ${momentInWords(this.item.undo.until, this.item.zone)}` : "";
    return presses.length ? [h("p", { class: "actions" }, this.button(presses[0], "button--quiet"), h("span", { class: "small" }, until))] : [];
  }

  /** Everything else that may have happened; folded while there is a question. */
  groups(question) {
    const shown = pressGroups(this.item, question, this.around.isWhole).map(({ title, presses, days }) =>
      h("div", { class: "press-group" },
        h("h3", {}, title), presses.length ? this.row(presses) : "", ...days.map((day) => this.dayForm(day))));
    if (!shown.length) return "";
    return question ? folded("Something else happened", ...shown) : h("div", { class: "press-groups" }, ...shown);
  }

  row(presses, look = "", more = []) {
    return h("div", { class: "actions" }, ...presses.map((press) => this.button(press, look)), ...more);
  }

  button(press, look = "") {
    const made = button(press.label, () => this.press(press), look);
    made.dataset.press = press.key;
    return made;
  }

  dayForm(day) {
    return dayForm(this.item, day, (chosen) => this.press(day.press(chosen)));
  }

  /** Sends one press; the same press may be sent again without harm. */
  press(press) {
    return this.attempt(async () => {
      try {
        this.take(await this.around.bearer.press(this.item, press));
      } catch (error) {
        // Another window changed it: the same press may be sent again over what is there now.
        if (error.current) this.take(error.current);
        throw error;
      }
      this.showDone(press);
    });
  }

  /** The follow-up as it is now. */
  take(item) {
    this.item = item;
    this.draw();
    this.form?.rebase(item);
  }

  /** The other one about the same interview is gone. @param {string} id */
  forget(id) {
    if (this.item.same_as === id) this.take({ ...this.item, same_as: null });
  }

  /** The focus stays on the button that was pressed, or goes to the heading when it is gone. */
  showDone(press) {
    this.intent = null;
    this.draw();
    this.say(press.said(this.item));
    const same = this.body.querySelector(`[data-press="${press.key}"]`);
    (same ?? this.heading).focus();
  }
}
