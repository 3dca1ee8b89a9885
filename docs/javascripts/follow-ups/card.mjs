import { button, h, own } from "../elements.mjs";
import { showProblem } from "../letter-page.mjs";
import { answerPresses, donePresses, snoozePress, stopPress, thankedPresses, undoPresses } from "./actions.mjs";
import { dayForm } from "./day-form.mjs";
import { MORE_TIME, NOT_TODAY, questionOf } from "./intent.mjs";
import { planList } from "./plan-list.mjs";
import { readyNotes } from "./ready-notes.mjs";
import { factsOf, momentInWords, stateOf } from "./words.mjs";

/**
 * One follow-up with its buttons. Heading, live region and alert stay in place from press to
 * press; only what lies below them is drawn anew.
 */
export class Card {
  /**
   * @param {any} item as the API gives it
   * @param {(item: any, press: import("./actions.mjs").Press) => Promise<any>} send gives the new item
   * @param {ReturnType<import("./intent.mjs").intentIn>} intent what the link meant, or null
   */
  constructor(item, send, intent) {
    Object.assign(this, { item, send, intent, isBusy: false });
    this.heading = h("h2", { id: `follow-up-${item.id}`, tabindex: "-1" }, own(item.employer));
    this.facts = h("p", { class: "card__facts" });
    this.said = h("div", { role: "status", class: "message message--done" });
    this.problem = h("div", { role: "alert", class: "message message--error" });
    this.body = h("div");
    this.element = h("section", { class: "card", "aria-labelledby": this.heading.id },
      this.heading, this.facts, this.said, this.problem, this.body);
    this.draw();
  }

  draw() {
    const { item } = this;
    this.facts.replaceChildren(item.role ? own(item.role) : "", item.role ? h("br") : "", factsOf(item));
    const question = questionOf(this.intent, item);
    this.body.replaceChildren(
      question ? this.question(question) : "",
      h("p", { class: "card__state" }, stateOf(item)),
      ...this.undo(),
      ...this.notes(),
      ...this.groups(question),
      h("h3", {}, "Your plan"),
      item.plan.length ? planList(item) : h("p", {}, "Nothing is planned."),
    );
  }

  /** What the link meant, as the one thing to press. */
  question({ title, presses, day }) {
    const look = presses.length === 1 ? "button--primary button--large" : "";
    return h("div", { class: "question" },
      h("h3", {}, title), presses.length ? this.row(presses, look) : "", day ? this.dayForm(day) : "");
  }

  /** A reply is wanted now; the words for a coming day wait folded. */
  notes() {
    const { item } = this;
    const notes = readyNotes(item);
    return item.answer || !notes.length ? notes : [folded("The words for your next step", ...notes)];
  }

  undo() {
    const presses = undoPresses(this.item);
    const until = this.item.undo ? `until ${momentInWords(this.item.undo.until, this.item.zone)}` : "";
    return presses.length ? [h("p", { class: "actions" }, this.button(presses[0], "button--quiet"), h("span", { class: "small" }, until))] : [];
  }

  /** Everything else that may have happened; folded while there is a question. */
  groups(question) {
    const { item } = this;
    if (item.stopped_at) return [];
    const keys = question?.presses.map(({ key }) => key) ?? [];
    const days = [NOT_TODAY, MORE_TIME].filter((day) => day !== question?.day);
    const groups = [
      ["Did they answer?", item.answer ? [] : answerPresses()],
      [item.answer ? "Your reply" : "Still no answer?", donePresses(item)],
      ["Do they need more time?", [], item.answer ? [] : [MORE_TIME]],
      ["Whom have you thanked?", thankedPresses(item)],
      ["Not today?", item.next ? [snoozePress({ business_days: 2 })] : [], item.next ? [NOT_TODAY] : []],
      ["Change the answer", item.answer ? answerPresses().filter(({ body }) => body.answer !== item.answer) : []],
      ["No more e-mails about this?", [stopPress()]],
    ];
    const shown = groups
      .map(([title, presses, asked = []]) => [
        title, presses.filter(({ key }) => !keys.includes(key)), asked.filter((day) => days.includes(day)),
      ])
      .filter(([, presses, asked]) => presses.length || asked.length)
      .map(([title, presses, asked]) => this.group(title, presses, asked));
    return question ? [folded("Something else happened", ...shown)] : shown;
  }

  group(title, presses, days) {
    return h("div", { class: "press-group" },
      h("h3", {}, title), presses.length ? this.row(presses) : "", ...days.map((day) => this.dayForm(day)));
  }

  row(presses, look = "") {
    return h("div", { class: "actions" }, ...presses.map((press) => this.button(press, look)));
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
  async press(press) {
    if (this.isBusy) return;
    this.setBusy(true);
    try {
      this.item = await this.send(this.item, press);
      this.showDone(press);
    } catch (error) {
      if (error.name !== "ApiError") throw error;
      this.said.replaceChildren();
      if (error.current) this.showNow(error.current);
      showProblem(this.problem, error, () => this.press(press));
    } finally {
      this.setBusy(false);
    }
  }

  /** Another window changed it: the same press may be sent again over what is there now. */
  showNow(item) {
    this.item = item;
    this.draw();
  }

  setBusy(isBusy) {
    this.isBusy = isBusy;
    this.element.toggleAttribute("aria-busy", isBusy);
    for (const one of this.element.querySelectorAll(".button")) one.ariaDisabled = isBusy ? "true" : null;
  }

  /** The focus stays on the button that was pressed, or goes to the heading when it is gone. */
  showDone(press) {
    this.intent = null;
    this.problem.replaceChildren();
    this.draw();
    this.said.textContent = press.said(this.item);
    const same = this.body.querySelector(`[data-press="${press.key}"]`);
    (same ?? this.heading).focus();
  }
}

function folded(title, ...parts) {
  return h("details", {}, h("summary", {}, title), ...parts);
}
