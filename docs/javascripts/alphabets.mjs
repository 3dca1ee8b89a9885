const ALPHABETS = [
  /\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/**
 * Whether a word of the text has letters of two alphabets that look alike: a Cyrillic "а" in
 * "Acme" is how a name passes for another. Scripts that are written together are no matter.
 * @param {string} text @returns {boolean}
 */
export function mixesAlphabets(text) {
  return text.split(/\s+/u).some((word) => ALPHABETS.filter((letters) => letters.test(word)).length > 1);
}
