/**
 * `<follow-up-wizard>`: from a few answers to finished notes, a plan and reminders.
 * The element holds one draft; what is typed changes the draft, and the page is drawn from it.
 */

import { firstTouch } from "./first-touch.mjs";
import { arrive, dropLink } from "./wizard/arrival.mjs";
import { bringIntoView, focusNote, readCard } from "./wizard/cards.mjs";
import { emptyDraft } from "./wizard/draft.mjs";
import { Drawing, afterPress } from "./wizard/drawing.mjs";
import { isText, keepFromBreaking, readField, showFields } from "./wizard/fields.mjs";
import { fit, hold, refit, releaseAll } from "./wizard/heights.mjs";
import { Keeper } from "./wizard/keeper.mjs";
import { showDrafts, showKeeping } from "./wizard/keeping.mjs";
import { focusStep, isNarrow, goByEnter, showStep, stepInAddress, stepOf } from "./wizard/pages.mjs";
import { personAt, readPersonField, showPeople } from "./wizard/people.mjs";
import { forgetRemoved } from "./wizard/presses.mjs";
import { sayReady, saySkipped, showQuestions } from "./wizard/questions.mjs";
import { Refinements } from "./wizard/refinements.mjs";
import { foldReasons } from "./wizard/reasons.mjs";
import { NOTES, fragmentOf, stepAfter, stepsOf } from "./wizard/steps.mjs";
import { Writing } from "./wizard/writing.mjs";

export class FollowUpWizard extends HTMLElement {
  draft = emptyDraft();
  /** @type {import("./wizard/steps.mjs").Step} where a narrow screen is */
  step = { name: "kind", person: null };
  /** The writer's own texts while the suggestions are shown instead, as in the draft's `edits`. */
  ownTexts = {};
  /** The day of the interview as it was answered over the notes; "" where it was not. */
  dayAtNotes = "";
  /** The page's address; back and forward beyond it are not the wizard's. */
  path = "";

  #refinements = new Refinements(this);
  #writing = new Writing(this);
  #drawing = new Drawing(() => this.#drawAll());
  #listening;
  #isPointing = false;

  connectedCallback() {
    this.path = location.pathname;
    this.#listening = new AbortController();
    this.keeper = new Keeper(() => this.draft, {
      onSaved: (kept) => showKeeping(this, kept),
      onConflict: () => afterPress(() => (this.find("[data-conflict]").hidden = !this.keeper.isAsking)),
    });
    this.#showScript();
    const goesOn = this.#begin();
    this.#listen();
    this.#load(goesOn);
  }

  disconnectedCallback() {
    this.keeper.save();
    this.plan.forget();
    releaseAll();
    this.#listening.abort();
    this.#drawing.stop();
  }

  /** @returns {HTMLElement} */
  find(selector) {
    return this.querySelector(selector);
  }

  /** Changes the draft, keeps it, and shows what follows. @param {(draft: object) => void} how */
  change(how) {
    how(this.draft);
    this.keeper.saveSoon();
    this.#drawing.now();
  }

  /** Puts another draft on the page. */
  show(draft) {
    this.draft = draft;
    this.#writing.begin(draft, this.keeper.started().filter(({ id }) => id !== draft.id));
    this.step = stepInAddress(this.steps) ?? this.steps[0];
    showDrafts(this, []);
    this.#refinements.begin();
    this.draw();
  }

  /** Shows words in a `data-…-said` place. */
  say(place, text) {
    this.find(`[data-${place}-said]`).textContent = text;
  }

  /** @param {import("./wizard/faults.mjs").Fault[]} faults */
  showFaults(faults) {
    this.#refinements.showFaults(faults);
  }

  /** @returns {import("./wizard/suggestions.mjs").Note[]} */
  get notes() {
    return this.#writing.notes;
  }

  get plan() {
    return this.#refinements.plan;
  }

  get steps() {
    return stepsOf(this.draft);
  }

  /** Goes to a step and puts the cursor there; `person` says whose of several notes is meant. */
  goTo(step, person = null) {
    this.say("notice", "");
    forgetRemoved(this, step);
    this.step = step;
    foldReasons(this);
    if (isNarrow()) history.pushState(history.state, "", fragmentOf(step));
    this.#drawing.now();
    const isAtNote = step.name === NOTES.name && focusNote(this, this.notes, person);
    if (!isAtNote) focusStep(this, step);
  }

  /** Goes to the step after the one that holds the element. */
  goOn(element) {
    const held = stepOf(element, this.steps, Math.max(personAt(element), 0));
    const here = isNarrow() ? this.step : (held ?? this.step);
    this.goTo(stepAfter(this.steps, here, this.draft), here.person);
  }

  /** Goes where the address says (`wizard-history.js`); the skip link's fragment is no question. */
  follow() {
    const step = stepInAddress(this.steps);
    if (!step || !isNarrow()) return;
    this.step = step;
    this.#drawing.now();
    focusStep(this, step);
  }

  /** Draws before the next frame, however often it is asked. */
  draw() {
    this.#drawing.soon();
  }

  #drawAll() {
    const { draft } = this;
    showFields(this, draft);
    showPeople(this, draft);
    showQuestions(this, draft, this.plan.answer);
    this.#writing.show(this.#refinements.remarksOn);
    this.#refinements.show();
    this.#refinements.mendFaults();
    sayReady(this, draft.your_name.trim() ? this.notes : []);
    saySkipped(this, draft, this.step.name === NOTES.name);
    showStep(this, this.steps, this.step);
    refit();
  }

  #showScript() {
    for (const part of this.querySelectorAll("[data-with-script]")) part.hidden = false;
    for (const group of this.querySelectorAll("fieldset[disabled]")) group.disabled = false;
    showKeeping(this, this.keeper.kept);
  }

  /** The first note at once; the rest when the page is touched, or where a visit goes on. */
  async #load(goesOn) {
    this.#writing.loadFirst();
    if (!goesOn) await firstTouch();
    if (!this.isConnected) return;
    this.#writing.loadAll();
    this.#refinements.prepare();
  }

  /** @returns {boolean} whether a visit goes on that was begun before */
  #begin() {
    const goesOn = Boolean(location.hash);
    const { draft, others, isLinked, isOpen } = arrive(this.keeper, this.find("[name=kind]:checked").value);
    this.show(draft);
    if (isLinked) this.step = this.steps[1];
    else if (isOpen && draft.your_name && !location.hash) this.step = NOTES;
    if (isLinked) dropLink(isNarrow() && fragmentOf(this.step));
    if (!isOpen) showDrafts(this, others);
    if (location.hash && stepInAddress(this.steps) && !isNarrow()) focusStep(this, this.step);
    return goesOn || isOpen;
  }

  #listen() {
    const { signal } = this.#listening;
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this, "input", ({ target }) => this.#read(target));
    on(this, "focusin", ({ target }) => bringIntoView(this, target, this.notes));
    on(this, "focusout", () => afterPress(releaseAll));
    on(this, "beforeinput", keepFromBreaking);
    on(this, "change", () => this.#settle());
    on(this, "click", (event) => this.#press(event));
    // Open reasons lie over the note's words.
    on(document, "click", ({ target }) => target.closest("[data-lines]") || foldReasons(this));
    on(this, "submit", (event) => goByEnter(this, event, (field) => this.#refinements.act("ask", field, event)));
    on(this, "pointerdown", () => (this.#isPointing = true));
    on(this, "keydown", () => (this.#isPointing = false));
    on(window, "resize", () => this.draw());
    on(window, "storage", (event) => this.keeper.concerns(event) && this.#refresh());
    on(window, "pageshow", () => this.#refresh());
    on(window, "pagehide", () => this.keeper.save());
    on(document, "visibilitychange", () => (document.hidden ? this.keeper.save() : this.#refresh()));
  }

  #read(field) {
    const { draft } = this;
    const isOurs = readField(field, draft) || readPersonField(field, draft);
    if (!isOurs && !readCard(field, draft, this.notes)) return;
    this.#refinements.mendFaults();
    this.keeper.saveSoon();
    if (isText(field) && this.#showTyped(field, isOurs)) this.#drawing.later();
    else this.#drawing.now();
  }

  /** @returns {boolean} whether the note holds what was typed, and the rest can wait for a pause */
  #showTyped(field, isOurs) {
    hold(field);
    const isShown = !isOurs || this.#writing.showTyped(this.draft.people[personAt(field)]);
    fit(field);
    return isShown;
  }

  #settle() {
    this.#writing.settle(this.draft);
    this.draw();
  }

  #press(event) {
    const { target } = event;
    if (target.closest("[data-press], [data-mailto]")) this.#drawing.finish();
    const button = target.closest("[data-press]");
    if (button) this.#refinements.act(button.dataset.press, button, event);
    else if (target.name === "kind") this.#choose(target);
  }

  /** A tap answers the first question; the arrow keys only move through its choices. */
  #choose(radio) {
    if (!this.#isPointing || !isNarrow()) return;
    this.draft.happened = radio.value;
    this.goOn(radio);
  }

  #refresh() {
    const newer = this.keeper.newer();
    if (!newer) return;
    this.draft = newer;
    this.#settle();
  }
}

customElements.define("follow-up-wizard", FollowUpWizard);
