import { button, h } from "../elements.mjs";
import { LIMITS, PERSON_FIELDS } from "./edit-fields.mjs";
import { FormField } from "./field.mjs";

const NEW_PERSON = {
  name: "", relation: "interviewer", detail: "", reason: "", medium: "email", contact: null, thanked: false, note: null,
};

/** The people of a follow-up as fields. What has no field, like the ticks, stays with each. */
export class PeopleFields {
  #rows = [];
  #made = 0;

  /** @param {string} id @param {any[]} people */
  constructor(id, people) {
    this.id = id;
    this.list = h("div");
    this.more = button("Add a person", () => this.#addNew());
    this.element = h("fieldset", { class: "edit-part" },
      h("legend", {}, "People"), this.list, h("p", { class: "actions" }, this.more));
    this.write(people);
  }

  /** The people as the API takes them; a new one without any word is nobody. @returns {any[]} */
  read() {
    return this.#entered().map((row) => personOf(row));
  }

  write(people) {
    this.#rows = [];
    this.list.replaceChildren();
    for (const person of people) this.#add(person);
    this.#number();
  }

  /** The ticks and own texts another window has made since go with what is typed here. */
  rebase(before, now) {
    for (const row of this.#rows) {
      const at = before.indexOf(row.person);
      if (at >= 0 && now[at]?.name === row.person.name) row.person = now[at];
    }
  }

  /** @returns {import("../field-faults.mjs").Fault[]} */
  faults() {
    return this.#entered().flatMap(({ fields }) => fields)
      .map((field) => ({ field: field.id, message: field.fault() }))
      .filter(({ message }) => message);
  }

  /** The field the API means by `people.0.name`. @returns {string} its id */
  fieldAt(at, name) {
    const fields = this.#entered()[at]?.fields ?? [];
    return (fields.find(({ spec }) => spec.name === name) ?? fields[0])?.id ?? this.id;
  }

  #entered() {
    return this.#rows.filter((row) => row.person !== NEW_PERSON || row.fields.some(({ input, spec }) => spec.kind !== "list" && input.value.trim()));
  }

  #addNew() {
    const row = this.#add(NEW_PERSON);
    this.#number();
    row.fields[0].input.focus();
  }

  #add(person) {
    const at = ++this.#made;
    const fields = PERSON_FIELDS.map((spec) => new FormField(`${this.id}-${at}-${spec.name}`, spec, person[spec.name]));
    const legend = h("legend", {});
    const row = { person, fields, legend };
    const note = person.note ? h("p", { class: "hint" }, "You wrote the note to this person yourself. It stays as you wrote it.") : "";
    row.element = h("fieldset", { class: "edit-person" }, legend, ...fields.map(({ element }) => element), note,
      h("p", { class: "actions" }, button("Remove this person", () => this.#remove(row))));
    this.#rows.push(row);
    this.list.append(row.element);
    return row;
  }

  #remove(row) {
    this.#rows = this.#rows.filter((one) => one !== row);
    row.element.remove();
    this.#number();
    this.more.focus();
  }

  #number() {
    this.#rows.forEach(({ legend }, at) => (legend.textContent = `Person ${at + 1}`));
    this.more.hidden = this.#rows.length >= LIMITS.people;
  }
}

function personOf({ person, fields }) {
  const typed = Object.fromEntries(fields.map((field) => [field.spec.name, field.read()]));
  return { ...person, ...typed, contact: typed.contact || null };
}
