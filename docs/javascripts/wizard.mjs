/**
 * `<follow-up-wizard>`: from a few answers to finished notes, a plan and reminders.
 * The element holds one draft; what is typed changes the draft, and the page is drawn from it.
 */

import { call } from "./api.mjs";
import { arrive, dropLink } from "./wizard/arrival.mjs";
import { bringIntoView, readCard, showCards } from "./wizard/cards.mjs";
import { emptyDraft } from "./wizard/draft.mjs";
import { readField, showFields } from "./wizard/fields.mjs";
import { Keeper } from "./wizard/keeper.mjs";
import { showDrafts, showKeeping } from "./wizard/keeping.mjs";
import { fieldAfter, focusStep, isNarrow, reveal, showStep, stepInAddress, stepOf } from "./wizard/pages.mjs";
import { personAt, readPersonField, showPeople } from "./wizard/people.mjs";
import { showPlan } from "./wizard/plan-view.mjs";
import { Planner } from "./wizard/plan.mjs";
import { PRESSES, takeAway } from "./wizard/presses.mjs";
import { showQuestions } from "./wizard/questions.mjs";
import { fillChoices, showReminders } from "./wizard/reminders.mjs";
import { NOTES, fragmentOf, stepAfter, stepsOf } from "./wizard/steps.mjs";
import { loadBook, notesOf } from "./wizard/suggestions.mjs";
import { keepFromBreaking } from "./wizard/subject.mjs";
import { clearFault, clearFaults, showFaults } from "./wizard/summary.mjs";

const TAP_MS = 700;

export class FollowUpWizard extends HTMLElement {
  draft = emptyDraft();
  /** @type {import("./wizard/suggestions.mjs").Note[]} */
  notes = [];
  /** @type {import("./wizard/steps.mjs").Step} where a narrow screen is */
  step = { name: "kind", person: null };
  /** The page's address; back and forward beyond it are not the wizard's. */
  path = "";

  #book = null;
  // The employer as last finished: notes name it, and must not flicker letter by letter.
  #employer = "";
  #otherEmployers = [];
  #listening;
  #drawing = 0;
  #tappedAt = 0;

  connectedCallback() {
    this.path = location.pathname;
    this.#listening = new AbortController();
    this.plan = new Planner((query) => call("GET", `/plan?${query}`), () => this.draw());
    this.keeper = new Keeper(() => this.draft, {
      onSaved: (kept) => showKeeping(this, kept),
      onConflict: () => (this.find("[data-conflict]").hidden = false),
    });
    this.#showScript();
    this.#begin();
    this.#listen();
    this.#loadBook();
  }

  disconnectedCallback() {
    this.keeper.save();
    this.#listening.abort();
    cancelAnimationFrame(this.#drawing);
  }

  /** @returns {HTMLElement} */
  find(selector) {
    return this.querySelector(selector);
  }

  /** Changes the draft, keeps it, and shows what follows. @param {(draft: object) => void} how */
  change(how) {
    how(this.draft);
    this.keeper.saveSoon();
    this.#drawNow();
  }

  /** Puts another draft on the page. */
  show(draft) {
    this.draft = draft;
    this.#employer = draft.employer;
    const others = this.keeper.started().filter(({ id }) => id !== draft.id);
    this.#otherEmployers = others.map(({ employer }) => employer.trim()).filter(Boolean);
    this.step = stepInAddress(this.steps) ?? this.steps[0];
    showDrafts(this, []);
    clearFaults(this);
    for (const part of ["conflict", "removed"]) this.find(`[data-${part}]`).hidden = true;
    this.draw();
  }

  /** Shows words in a `data-…-said` place. */
  say(place, text) {
    this.find(`[data-${place}-said]`).textContent = text;
  }

  /** @param {import("./wizard/faults.mjs").Fault[]} faults */
  showFaults(faults) {
    showFaults(this, faults, (field) => this.#goToField(field));
  }

  get steps() {
    return stepsOf(this.draft);
  }

  /** Goes to a step and puts the cursor there. @param {import("./wizard/steps.mjs").Step} step */
  goTo(step) {
    this.step = step;
    if (isNarrow()) history.pushState(history.state, "", fragmentOf(step));
    this.#drawNow();
    focusStep(this, step);
  }

  /** Goes to the step after the one that holds the element. */
  goOn(element) {
    const held = stepOf(element, this.steps, Math.max(personAt(element), 0));
    const here = isNarrow() ? this.step : (held ?? this.step);
    this.goTo(stepAfter(this.steps, here, this.draft));
  }

  /** Goes where the address says (`wizard-history.js`); the skip link's fragment is no question. */
  follow() {
    const step = stepInAddress(this.steps);
    if (!step || !isNarrow()) return;
    this.step = step;
    this.#drawNow();
    focusStep(this, step);
  }

  /** Draws before the next frame, however often it is asked. */
  draw() {
    this.#drawing ||= requestAnimationFrame(() => this.#drawNow());
  }

  #drawNow() {
    cancelAnimationFrame(this.#drawing);
    this.#drawing = 0;
    const { draft, plan } = this;
    showFields(this, draft);
    showPeople(this, draft);
    showQuestions(this, draft, plan.answer);
    if (this.#book) this.#drawNotes();
    if (this.steps.some(({ name }) => name === "plan")) plan.follow(draft);
    showPlan(this, draft, plan);
    showReminders(this, draft, plan.answer);
    showStep(this, this.steps, this.step);
  }

  #drawNotes() {
    const named = { ...this.draft, employer: this.#employer };
    this.notes = notesOf(named, this.#book, this.plan.nextOn);
    const { notes, draft } = this;
    showCards(this, notes, draft, { book: this.#book, otherEmployers: this.#otherEmployers });
  }

  #showScript() {
    for (const part of this.querySelectorAll("[data-with-script]")) part.hidden = false;
    for (const group of this.querySelectorAll("fieldset[disabled]")) group.disabled = false;
    fillChoices(this, this.draft);
    showKeeping(this, this.keeper.kept);
  }

  async #loadBook() {
    try {
      this.#book = await loadBook();
      this.draw();
    } catch {
      this.find("[data-no-notes]").hidden = false;
    }
  }

  #begin() {
    const { draft, others, isLinked, isOpen } = arrive(this.keeper, this.find("[name=kind]:checked").value);
    this.show(draft);
    if (isLinked) this.step = this.steps[1];
    else if (isOpen && draft.your_name && !location.hash) this.step = NOTES;
    if (isLinked) dropLink(isNarrow() && fragmentOf(this.step));
    if (!isOpen) showDrafts(this, others);
    if (location.hash && stepInAddress(this.steps) && !isNarrow()) focusStep(this, this.step);
  }

  #listen() {
    const { signal } = this.#listening;
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this, "input", ({ target }) => this.#read(target));
    on(this, "focusin", ({ target }) => bringIntoView(this, target, this.notes));
    on(this, "beforeinput", keepFromBreaking);
    on(this, "change", () => this.#settle());
    on(this, "click", ({ target }) => this.#press(target));
    on(this, "submit", (event) => this.#submit(event));
    on(this, "pointerup", () => (this.#tappedAt = Date.now()));
    on(window, "resize", () => this.draw());
    on(window, "storage", (event) => this.keeper.concerns(event) && this.#refresh());
    on(window, "pageshow", () => this.#refresh());
    on(window, "pagehide", () => this.keeper.save());
    on(document, "visibilitychange", () => (document.hidden ? this.keeper.save() : this.#refresh()));
  }

  #read(field) {
    clearFault(field);
    const { draft } = this;
    const isOurs = readField(field, draft) || readPersonField(field, draft);
    if (!isOurs && !readCard(field, draft, this.notes)) return;
    this.keeper.saveSoon();
    this.#drawNow();
  }

  #settle() {
    this.#employer = this.draft.employer;
    this.draw();
  }

  #press(target) {
    const button = target.closest("[data-press]");
    if (button) (PRESSES[button.dataset.press] ?? takeAway)(this, button);
    else if (target.name === "kind") this.#choose(target);
  }

  /** A tap answers the first question; the arrow keys only move through its choices. */
  #choose(radio) {
    const isTapped = Date.now() - this.#tappedAt < TAP_MS;
    if (!isTapped || !isNarrow()) return;
    this.draft.happened = radio.value;
    this.goOn(radio);
  }

  /** The Enter key goes to the next field of the question, then to the next question. */
  #submit(event) {
    event.preventDefault();
    const field = document.activeElement;
    if (field.matches("[data-field=address]")) PRESSES.ask(this);
    else if (fieldAfter(field)) fieldAfter(field).focus();
    else this.goOn(field);
  }

  #refresh() {
    const newer = this.keeper.newer();
    if (!newer) return;
    this.draft = newer;
    this.#settle();
  }

  #goToField(id) {
    const field = this.querySelector(`[id="${CSS.escape(id)}"]`);
    const step = field && stepOf(field, this.steps, Math.max(personAt(field), 0));
    if (!step) return;
    this.goTo(step);
    reveal(field);
  }
}

customElements.define("follow-up-wizard", FollowUpWizard);
