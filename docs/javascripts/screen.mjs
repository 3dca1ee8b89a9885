/** The screen words of the page's language: two files per language in `screen/`. */

const LANGUAGES = ["en"];

const language = document.documentElement.lang.slice(0, 2);
const spoken = LANGUAGES.includes(language) ? language : LANGUAGES[0];

/** @type {Record<string, any>} the file's words */
export const words = (await import(`./screen/${spoken}.mjs`)).default;

/** Adds the words of what the first view does without. */
export async function addRest() {
  Object.assign(words, (await import(`./screen/${spoken}-rest.mjs`)).default);
}

/**
 * The words with their blanks filled: `fill("Note to {name}", {name: "Maria"})`.
 * @param {string} text @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (blank, name) => `${values[name] ?? blank}`);
}

const rules = new Intl.PluralRules(spoken);

/** The form for one, or the form for several. @param {{one: string, other: string}} forms */
export function plural(forms, count) {
  return fill(forms[rules.select(count)] ?? forms.other, { count });
}
