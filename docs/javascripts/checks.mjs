/**
 * Short remarks under a note. Rules are data: each names its remark and finds its cause.
 * Remarks never block; at most three are shown, the weightiest first.
 */

import { likeness } from "./notes.mjs";

const MAX_REMARKS = 3;
const MAX_CARD_WORDS = 90;
const MAX_OFFER_WORDS = 80;

const BLANK = /\[[^\]\n]*\]|\{[^}\n]*\}|_{3,}|\bXX+\b/u;

/** @typedef {{key: string, word?: string, name?: string}} Remark */
/**
 * @typedef {object} Around
 * @property {object[]} notes all notes of the draft @property {object} book the parsed templates
 * @property {string} employer @property {string[]} otherEmployers of other drafts
 */

/** @type {{key: string, find: (note: object, around: Around) => boolean | object}[]} */
const RULES = [
  { key: "blank", find: ({ body, subject }) => BLANK.test(`${subject ?? ""}\n${body}`) },
  { key: "no_name", find: ({ missing, isBegun }) => isBegun && missing.includes("your_name") },
  { key: "other_employer", find: otherEmployer },
  { key: "pressing", find: (note, { book }) => listed(note, book.words["pressing words"]) },
  { key: "no_detail", find: ({ isThanks, hasDetail, isBegun }) => isBegun && isThanks && !hasDetail },
  { key: "twin", find: twin },
  { key: "long_for_card", find: (note) => note.medium === "hand" && isOver(note, MAX_CARD_WORDS) },
  { key: "long_offer", find: (note) => note.isOffer && isOver(note, MAX_OFFER_WORDS) },
  { key: "exclamation", find: ({ body }) => body.includes("!") },
  { key: "stock", find: (note, { book }) => listed(note, book.words["stock phrases"]) },
  { key: "flowery", find: (note, { book }) => listed(note, book.words["flowery words"]) },
  { key: "all_i", find: ({ body }) => everySentenceBeginsWithI(body) },
];

/** @param {import("./wizard/suggestions.mjs").Note} note @param {Around} around @returns {Remark[]} */
export function remarksOn(note, around) {
  const found = [];
  for (const { key, find } of RULES) {
    const cause = find(note, around);
    if (cause) found.push({ key, ...cause });
    if (found.length === MAX_REMARKS) break;
  }
  return found;
}

/** @param {string} text @returns {number} */
function countWords(text) {
  return text.match(/\S+/gu)?.length ?? 0;
}

function isOver({ body }, limit) {
  return countWords(body) > limit;
}

/** What the templates say is nobody's slip: only changed texts are searched for words. */
function listed({ body, isEdited }, phrases = []) {
  const word = isEdited && phrases.find((phrase) => includesPhrase(body, phrase));
  return word ? { word } : false;
}

function otherEmployer({ body }, { employer, otherEmployers }) {
  const isOther = (name) => name.length > 2 && name.toLowerCase() !== employer.trim().toLowerCase();
  const word = otherEmployers.find((name) => isOther(name) && includesPhrase(body, name));
  return word ? { word } : false;
}

/** Whole words only: an employer called "Hay" is not in "Haywood". */
function includesPhrase(body, phrase) {
  const isEdge = (letter) => letter === undefined || !/[\p{L}\p{N}]/u.test(letter);
  const text = body.toLowerCase().replaceAll("’", "'");
  const wanted = phrase.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (isEdge(text[at - 1]) && isEdge(text[at + wanted.length])) return true;
  }
  return false;
}

/** Only the later of two is told, and only who changed a text can have made it a twin. */
function twin(note, { notes, book }) {
  if (!note.isThanks) return false;
  const earlier = notes.slice(0, notes.indexOf(note)).filter(({ isThanks }) => isThanks);
  const isNear = (other) =>
    (note.isEdited || other.isEdited) && likeness(note.body, other.body) > book.near_twins;
  const other = earlier.find(isNear);
  return other ? { name: other.name } : false;
}

function everySentenceBeginsWithI(body) {
  const sentences = body
    .split(/\n+/)
    .flatMap((line) => line.match(/[^.?!…]+[.?!…]+/gu) ?? [])
    .map((sentence) => sentence.trim());
  return sentences.length > 2 && sentences.every((sentence) => /^I\b/u.test(sentence));
}
