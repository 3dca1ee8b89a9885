/** The error summary: takes focus, and each of its links leads to the answer it is about. */

import { faultLine } from "../field-faults.mjs";
import { OpenFaults } from "../open-faults.mjs";
import { plural, words } from "../screen.mjs";
import { reminderFaults } from "./faults.mjs";
import { reveal, stepOf } from "./pages.mjs";
import { personAt } from "./people.mjs";

export class Summary {
  #wizard;
  #faults;

  /** @param {import("../wizard.mjs").FollowUpWizard} wizard */
  constructor(wizard) {
    this.#wizard = wizard;
    this.#faults = new OpenFaults(wizard, () => reminderFaults(wizard.draft));
  }

  /** None: the summary and the messages at the fields go. @param {import("./faults.mjs").Fault[]} faults */
  show(faults) {
    this.#faults.show(faults);
    this.#list(faults);
    if (faults.length) this.#box.focus();
  }

  /** Whatever changed the draft: what is mended goes, and with the last one the summary. */
  mend() {
    const left = this.#faults.mend();
    if (left) this.#list(left);
  }

  #list(faults) {
    const lines = faults.map((fault) => faultLine(this.#wizard, fault, (id) => this.#goTo(id)));
    this.#wizard.find("[data-summary-title]").textContent = plural(words.faults.title, faults.length);
    this.#wizard.find("[data-summary-list]").replaceChildren(...lines);
    this.#box.hidden = !faults.length;
  }

  /** To the question that holds the field, and into the field. */
  #goTo(id) {
    const field = this.#wizard.find(`[id="${CSS.escape(id)}"]`);
    const { steps } = this.#wizard;
    const step = field && stepOf(field, steps, Math.max(personAt(field), 0));
    if (!step) return;
    this.#wizard.goTo(step);
    reveal(field);
  }

  get #box() {
    return this.#wizard.find("[data-summary]");
  }
}
