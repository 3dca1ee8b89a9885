/**
 * Notes in the browser: the templates of `functions/followup/templates/`, read by Jinja2 at
 * build time and walked here. Python (`functions/followup/notes.py`) renders them with the
 * same result to the letter. No DOM: a note is text, and whoever shows it sets textContent.
 *
 * @typedef {{kind: string, title: string, subject: string, body: string,
 *   parts: {name: string, text: string, why: string}[], missing: string[]}} Note
 * @typedef {{today: string, index?: number, medium?: string, nextOn?: string | null,
 *   askWhy?: boolean, yourNumber?: string, answerBy?: string | null}} Occasion
 */

import { daysBetween } from "./days.mjs";
import { factsFor, tidy } from "./note-facts.mjs";

const BREAKS = { paragraph: "\n\n", line: "\n", same: " " };

/**
 * A note as suggested; an edited text (`person.note`) is the caller's to prefer.
 * @param {object} notes the content of notes.json
 * @param {string} kind one of the keys of notes.kinds
 * @param {object} followUp the form, named as in the API: id, employer, interviewed_on, tone …
 * @param {object | null} person one of followUp.people
 * @param {Occasion} occasion `index`: the place in the form, or the number of the check-in
 * @returns {Note}
 */
export function renderNote(notes, kind, followUp, person, occasion) {
  const template = notes.kinds[kind];
  const medium = occasion.medium ?? person?.medium ?? "email";
  const facts = factsFor(followUp, person, { ...occasion, medium }, notes.words);
  const index = turn(notes.recipients[kind], followUp.people ?? [], occasion.index ?? 0);
  const choice = { seed: followUp.id ?? "", tone: followUp.tone ?? "friendly", index };
  const [above, below] = template.spoken ? [[], []] : notes.frame;
  const chosen = sections([...above, ...template.sections, ...below], choice, facts);
  const hasSubject = template.subject.length > 0 && medium !== "hand";
  return {
    kind,
    title: template.title,
    subject: hasSubject ? walk(one("subject", template.subject, choice), facts) : "",
    body: joined(chosen),
    parts: chosen.map(([{ name, why }, text]) => ({ name, text, why })),
    missing: (template.needs ?? "").split(", ").filter((name) => name && !facts[name]),
  };
}

/**
 * What happened, as far as one person is concerned: of several only the first who can know is
 * asked "when do you decide?".
 * @param {object} notes @param {string} situation @param {{relation: string}[]} people
 * @param {number} place @returns {string}
 */
export function situationFor(notes, situation, people, place) {
  if (situation !== "forgot-to-ask") return situation;
  const isAsked = ({ relation }) => notes.recipients.thank_ask_when.includes(relation);
  return place === people.findIndex(isAsked) ? situation : "just-interviewed";
}

/**
 * What to write to somebody met that way after what happened, the main note first.
 * @param {object} notes @param {string} relation @param {string} situation @param {boolean} isLate
 * @returns {string[]}
 */
export function kindsFor(notes, relation, situation, isLate = false) {
  return notes.situations[situation][isLate ? "late" : "in_time"][relation];
}

/** Whether a thank-you comes so late that it should say so. */
export function isLate(notes, interviewedOn, today) {
  return daysBetween(interviewedOn, today) > notes.late_after_days;
}

/**
 * How much two texts have in common, 0 to 1: the runs of three words that are in both, as a
 * share of the runs in the shorter one. Over `notes.near_twins` people notice.
 */
export function likeness(one, other) {
  const [few, many] = [runs(one), runs(other)].sort((a, b) => a.size - b.size);
  return few.size ? [...few].filter((run) => many.has(run)).length / few.size : 0;
}

function runs(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  return new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));
}

/** The sections that apply, each with its text; those that come out empty are left out. */
function sections(found, choice, facts) {
  return found
    .filter((section) => section.if === null || truthy(value(section.if, facts)))
    .map((section) => [section, sectionText(section, choice, facts)])
    .filter(([, text]) => text);
}

function sectionText(section, choice, facts) {
  const suits = ({ tone }) => tone === null || tone === choice.tone;
  const bodies = section.choices.filter(suits).map(({ body }) => body);
  return bodies.length ? walk(one(section.name, bodies, choice), facts) : "";
}

// By id, so that it stays; by index, so that n notes in a row get n different choices.
function one(name, choices, { seed, index }) {
  return choices[(fingerprint(`${seed}|${name}`) + index) % choices.length];
}

function joined(chosen) {
  return chosen.reduce((body, [{ join }, text]) => body + (body && BREAKS[join]) + text, "");
}

/** How many notes of this kind come before this one; thank-yous count the people before. */
function turn(recipients, people, index) {
  if (!recipients.length) return index;
  return people.slice(0, index).filter(({ relation }) => recipients.includes(relation)).length;
}

/** FNV-1a over code points, 32 bits. */
function fingerprint(text) {
  let found = 2166136261;
  for (const letter of text) found = Math.imul(found ^ letter.codePointAt(0), 16777619) >>> 0;
  return found;
}

// --- the trees of note_syntax.py ---

function walk(tree, facts) {
  const text = tidy(tree.map((node) => nodeText(node, facts)).join(""));
  return text.replaceAll("?.", "?").replace(/([^.])\.\.(?!\.)/g, "$1."); // "Why?", "Inc."
}

function nodeText(node, facts) {
  if (typeof node === "string") return node;
  if (node[0] === "out") return String(value(node[1], facts));
  if (node[0] === "for") return repeated(node, facts);
  const [, arms, otherwise] = node;
  const arm = arms.find(([test]) => truthy(value(test, facts)));
  return (arm ? arm[1] : otherwise).map((part) => nodeText(part, facts)).join("");
}

function repeated([, name, source, body], facts) {
  const items = value(source, facts);
  return items
    .map((item, at) => ({ ...facts, [name]: item, loop: { first: at === 0, last: at === items.length - 1 } }))
    .flatMap((scope) => body.map((part) => nodeText(part, scope)))
    .join("");
}

const VALUES = {
  name: ([name], facts) => facts[name],
  const: ([constant]) => constant,
  attr: ([source, name], facts) => value(source, facts)[name],
  cap: ([source], facts) => value(source, facts).replace(/^[a-z]/, (letter) => letter.toUpperCase()),
  not: ([source], facts) => !truthy(value(source, facts)),
  and: ([left, right], facts) => (truthy(value(left, facts)) ? value(right, facts) : value(left, facts)),
  or: ([left, right], facts) => (truthy(value(left, facts)) ? value(left, facts) : value(right, facts)),
  "==": ([left, right], facts) => value(left, facts) === value(right, facts),
  "!=": ([left, right], facts) => value(left, facts) !== value(right, facts),
};

function value([kind, ...rest], facts) {
  return VALUES[kind](rest, facts);
}

// As in Python: an empty list is not true.
function truthy(found) {
  return Array.isArray(found) ? found.length > 0 : Boolean(found);
}
