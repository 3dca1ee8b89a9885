/** The screen words of the page's language: one file per language in `screen/`. */

const LANGUAGES = ["en"];

const language = document.documentElement.lang.slice(0, 2);
const spoken = LANGUAGES.includes(language) ? language : LANGUAGES[0];

/** @type {Record<string, any>} the file's words */
export const words = (await import(`./screen/${spoken}.mjs`)).default;

/**
 * The words with their blanks filled: `fill("Note to {name}", {name: "Maria"})`.
 * @param {string} text @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (blank, name) => `${values[name] ?? blank}`);
}

/** The form for one, or the form for several. @param {{one: string, other: string}} forms */
export function plural(forms, count) {
  const rule = new Intl.PluralRules(spoken).select(count);
  return fill(forms[rule] ?? forms.other, { count });
}
