/** What the wizard's first view does without: the plan, reminders, remarks, ways to take notes away. */

import { words } from "../screen.mjs";
import { PRESSES, showRemoved } from "./presses.mjs";

const NO_PLAN = { answer: null, said: "", mayRetry: false, nextOn: null, forget() {} };

export class Refinements {
  /** @type {import("./plan.mjs").Planner | typeof NO_PLAN} */
  plan = NO_PLAN;

  /** @type {typeof import("./rest.mjs") | null} */
  #parts = null;
  /** @type {import("./summary.mjs").Summary | null} */
  #summary = null;
  #wizard;

  /** @param {import("../wizard.mjs").FollowUpWizard} wizard */
  constructor(wizard) {
    this.#wizard = wizard;
  }

  /** @returns {typeof import("../checks.mjs").remarksOn | undefined} */
  get remarksOn() {
    return this.#parts?.remarksOn;
  }

  /** Loads them for later: the press that cannot wait says where they do not come. */
  prepare() {
    this.#load().catch(() => {});
  }

  /** Another draft is on the page: what is said about the one before goes. */
  begin() {
    const wizard = this.#wizard;
    this.showFaults([]);
    this.plan.forget();
    showRemoved(wizard, null);
    wizard.ownTexts = {};
    wizard.dayAtNotes = "";
    wizard.find("[data-conflict]").hidden = true;
    for (const place of ["notice", "ask"]) wizard.say(place, "");
  }

  show() {
    if (!this.#parts) return;
    const { draft, steps } = this.#wizard;
    if (steps.some(({ name }) => name === "plan")) this.plan.follow(draft);
    this.#parts.showPlan(this.#wizard, draft, this.plan);
    this.#parts.showReminders(this.#wizard, draft, this.plan.answer);
  }

  /** Does what a button is for. A press that comes before its script waits for it. @param {Event} event */
  act(press, button, event) {
    this.#wizard.say("notice", "");
    const act = PRESSES[press] ?? this.#parts?.errand(press);
    if (act) return act(this.#wizard, button, event);
    const failed = () => this.#wizard.say("notice", words.moves.notLoaded);
    return this.#load().then(({ errand }) => errand(press)(this.#wizard, button, event), failed);
  }

  /** @param {import("./faults.mjs").Fault[]} faults none: those that are shown go */
  showFaults(faults) {
    this.#summary?.show(faults);
  }

  /** Takes away what is said about answers that were changed since. */
  mendFaults() {
    this.#summary?.mend();
  }

  async #load() {
    const parts = await import("./rest.mjs");
    if (!this.#parts) this.#take(parts);
    return parts;
  }

  #take(parts) {
    const wizard = this.#wizard;
    this.#parts = parts;
    this.plan = new parts.Planner((query) => parts.call("GET", `/plan?${query}`), () => wizard.draw());
    this.#summary = new parts.Summary(wizard);
    parts.fillChoices(wizard, wizard.draft);
    wizard.draw();
  }
}
