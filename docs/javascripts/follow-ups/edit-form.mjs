import { button, h } from "../elements.mjs";
import { faultLine } from "../field-faults.mjs";
import { showProblem } from "../letter-page.mjs";
import { OpenFaults } from "../open-faults.mjs";
import { AFTER_PEOPLE, ALL_FIELDS, BEFORE_PEOPLE } from "./edit-fields.mjs";
import { changesOf, differences } from "./edits.mjs";
import { FormField } from "./field.mjs";
import { PeopleFields } from "./people-fields.mjs";

/**
 * Everything its owner entered about a follow-up, to be changed. Only what was changed is sent;
 * what another window changed meanwhile is shown, and nothing typed here is lost.
 */
export class EditForm {
  /**
   * @param {any} item as the API gave it
   * @param {object} then
   * @param {(item: any, changes: object) => Promise<any>} then.save gives the new item
   * @param {(item: any) => void} then.onSaved @param {() => void} then.onClosed
   */
  constructor(item, then) {
    Object.assign(this, { item, then, isBusy: false });
    this.prefix = `edit-${item.id}`;
    this.fields = ALL_FIELDS.map((spec) => new FormField(`${this.prefix}-${spec.name}`, spec, item[spec.name]));
    this.people = new PeopleFields(`${this.prefix}-people`, item.people);
    this.heading = h("h3", { tabindex: "-1" }, "Change the details");
    this.problem = h("div", { role: "alert", class: "message message--error" });
    this.summary = h("div", { class: "error-summary", tabindex: "-1", role: "group", "aria-label": "What to look at again" });
    this.element = h("form", { class: "edit-form", novalidate: true, onsubmit: (event) => this.#submit(event) },
      this.heading, this.summary, ...this.#parts(BEFORE_PEOPLE), this.people.element, ...this.#parts(AFTER_PEOPLE),
      this.problem,
      h("p", { class: "actions" },
        h("button", { type: "submit", class: "button button--primary" }, "Save"),
        button("Close without saving", then.onClosed)));
    this.openFaults = new OpenFaults(this.element, () => this.#faults());
    for (const name of ["input", "click"]) this.element.addEventListener(name, () => this.#mend());
  }

  focus() {
    this.heading.focus();
    this.heading.scrollIntoView({ block: "start" });
  }

  /** What stands in the form. @returns {object} */
  read() {
    const values = Object.fromEntries(this.fields.map((field) => [field.spec.name, field.read()]));
    return { ...values, people: this.people.read() };
  }

  /** The follow-up is another now: fields nobody touched here show it, the others keep their text. */
  rebase(item) {
    const changes = changesOf(this.item, this.read());
    for (const field of this.fields) {
      if (!(field.spec.name in changes)) field.write(item[field.spec.name]);
    }
    if (changes.people) this.people.rebase(this.item.people, item.people);
    else this.people.write(item.people);
    this.item = item;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.isBusy) return;
    this.#clear();
    const faults = this.#faults();
    if (faults.length) this.#showFaults(faults);
    else await this.#save();
  }

  async #save() {
    this.#setBusy(true);
    const changes = changesOf(this.item, this.read());
    try {
      if (Object.keys(changes).length) this.then.onSaved(await this.then.save(this.item, changes));
      else this.then.onClosed();
    } catch (error) {
      this.#explain(error, changes);
    } finally {
      this.#setBusy(false);
    }
  }

  #explain(error, changes) {
    if (error.name === "AbortError") return;
    if (error.name !== "ApiError") throw error;
    const faults = Object.entries(error.fields).map(([name, message]) => ({ field: this.#idOf(name), message }));
    if (error.current) this.#meet(error.current, changes);
    else if (faults.length) this.#showFaults(faults);
    else showProblem(this.problem, error, () => this.element.requestSubmit());
  }

  /** Another window was quicker, or our own answer was lost: then all of it is there already. */
  #meet(current, changes) {
    if (!Object.keys(changesOf(current, changes)).length) return this.then.onSaved(current);
    const other = differences(this.item, current, [...this.fields.map(({ spec }) => spec), { name: "people", label: "People" }]);
    this.rebase(current);
    this.problem.replaceChildren(
      h("p", {}, "This was changed in another window. What you typed is still here, and nothing is saved yet."),
      other.length ? h("p", {}, "There now:") : "",
      other.length ? h("ul", {}, ...other.map((spec) => this.#line(spec, current, changes))) : "",
      h("p", {}, "Press “Save” again to keep what you typed."));
    this.problem.tabIndex = -1;
    return this.problem.focus();
  }

  #line({ name, label }, current, changes) {
    const field = this.fields.find(({ spec }) => spec.name === name);
    const say = (value) => (field ? field.say(value) : value.map((person) => person.name).join(", ") || "nobody");
    const mine = name in changes ? `, you typed ${say(changes[name])}` : "";
    return h("li", {}, `${label}: `, h("span", { translate: "no", dir: "auto" }, say(current[name])), mine);
  }

  #faults() {
    const own = this.fields.map((field) => ({ field: field.id, message: field.fault() }));
    const { interviewed_on, decision_on } = this.read();
    if (interviewed_on && decision_on && decision_on < interviewed_on) {
      own.push({ field: `${this.prefix}-decision_on`, message: "The day they named is before the interview. Change one of the two." });
    }
    return [...own.filter(({ message }) => message), ...this.people.faults()];
  }

  #showFaults(faults) {
    this.openFaults.show(faults);
    this.#list(faults);
    this.summary.focus();
  }

  /** Whatever changed an answer: with the last one that is mended the summary goes. */
  #mend() {
    const left = this.openFaults.mend();
    if (left) this.#list(left);
  }

  #list(faults) {
    if (!faults.length) return this.summary.replaceChildren();
    const lines = faults.map((fault) => faultLine(this.element, fault, (id) => document.getElementById(id).focus()));
    return this.summary.replaceChildren(
      h("h4", {}, faults.length === 1 ? "One answer needs another look" : `${faults.length} answers need another look`),
      h("ul", {}, ...lines));
  }

  #idOf(name) {
    const [, at, part] = /^people\.(\d+)(?:\.(\w+))?/.exec(name) ?? [];
    return at === undefined ? `${this.prefix}-${name}` : this.people.fieldAt(Number(at), part);
  }

  #clear() {
    this.openFaults.show([]);
    this.summary.replaceChildren();
    this.problem.replaceChildren();
  }

  #parts(parts) {
    return parts.map(({ title, fields }) => {
      const names = fields.map(({ name }) => name);
      const shown = this.fields.filter(({ spec }) => names.includes(spec.name)).map(({ element }) => element);
      return h("fieldset", { class: "edit-part" }, h("legend", {}, title), ...shown);
    });
  }

  #setBusy(isBusy) {
    this.isBusy = isBusy;
    this.element.ariaBusy = isBusy ? "true" : null;
    for (const one of this.element.querySelectorAll(".button")) one.ariaDisabled = isBusy ? "true" : null;
  }
}
