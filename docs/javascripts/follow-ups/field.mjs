import { h } from "../elements.mjs";

/**
 * One field on the page. Values are those of the API: null where a list or a day is empty, a
 * number where the list holds numbers, text as typed otherwise.
 */
export class FormField {
  /** @param {string} id @param {import("./edit-fields.mjs").Field} spec @param {any} value */
  constructor(id, spec, value) {
    Object.assign(this, { id, spec });
    this.options = spec.options ? withValue(spec.options(value), value) : [];
    this.element = MAKERS[spec.kind]?.(this) ?? labelled(this, input(this));
    this.write(value);
  }

  /** @returns {any} */
  read() {
    const { kind } = this.spec;
    if (kind === "checkbox") return this.input.checked;
    if (kind === "choice") return this.element.querySelector("input:checked")?.value ?? null;
    if (kind === "list") return this.options[this.input.selectedIndex]?.[0] ?? null;
    const text = this.input.value.trim();
    return kind === "date" ? text || null : text;
  }

  write(value) {
    const { kind } = this.spec;
    if (kind === "checkbox") this.input.checked = Boolean(value);
    else if (kind === "choice") for (const one of this.element.querySelectorAll("input")) one.checked = one.value === value;
    else if (kind === "list") this.input.selectedIndex = this.options.findIndex(([option]) => option === (value ?? null));
    else this.input.value = value ?? "";
  }

  /** A value as the reader sees it. @returns {string} */
  say(value) {
    const { kind } = this.spec;
    if (kind === "checkbox") return value ? "yes" : "no";
    if (this.options.length) return this.options.find(([option]) => option === (value ?? null))?.[1] ?? `${value}`;
    return value || "empty";
  }

  /** What is wrong with the answer, or "". */
  fault() {
    const { max, needed } = this.spec;
    if (this.input?.validity.badInput) return "Enter a day that exists.";
    const value = this.read();
    if (needed && !value) return needed;
    const count = max ? [...value].length : 0;
    return count > max ? `Shorten this to ${max} characters; it has ${count}.` : "";
  }
}

const MAKERS = {
  checkbox(field) {
    field.input = h("input", { type: "checkbox", id: field.id });
    return h("label", {}, field.input, h("span", {}, field.spec.label));
  },
  choice(field) {
    const choices = field.options.map(([value, text]) =>
      h("label", {}, h("input", { type: "radio", name: field.id, value }), h("span", {}, text)));
    return h("fieldset", { class: "choices choices--row", id: field.id }, h("legend", {}, field.spec.label), ...choices);
  },
  list(field) {
    const options = field.options.map(([value, text]) => h("option", { value: value ?? "" }, text));
    return labelled(field, h("select", { ...common(field), translate: field.spec.name === "zone" ? "no" : null }, ...options));
  },
  lines(field) {
    return labelled(field, h("textarea", { ...common(field), rows: 2, translate: "no", dir: "auto" }));
  },
};

function input(field) {
  return h("input", { ...common(field), type: field.spec.kind, autocomplete: "off", translate: "no", dir: "auto" });
}

function common({ id, spec }) {
  return { id, "aria-describedby": spec.hint ? `${id}-hint` : null };
}

function labelled(field, made) {
  field.input = made;
  const { label, hint } = field.spec;
  return h("div", { class: "field" },
    h("label", { for: field.id }, label), hint ? h("span", { class: "hint", id: `${field.id}-hint` }, hint) : "", made);
}

/** What is stored stays choosable, even where the list does not know it. */
function withValue(options, value) {
  const isKnown = options.some(([option]) => option === (value ?? null)) || (value ?? null) === null;
  return isKnown ? options : [...options, [value, `${value}`]];
}
