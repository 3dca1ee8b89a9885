/** The notes of a draft: what the templates suggest, and what the writer made of it. */

import { isDay, today } from "../days.mjs";
import { isLate, kindsFor, renderNote, situationFor } from "../notes.mjs";
import { fill, words } from "../screen.mjs";
import { formOf, isEntered, isThankedForHelp, leadOf, thanksKey } from "./draft.mjs";
import { HAPPENINGS } from "./happenings.mjs";

const OFFER_KINDS = { not_yet: "offer_thanks", accept: "offer_accept", decline: "offer_decline" };

/**
 * @typedef {object} Note
 * @property {string} key names the note in the draft's `edits`
 * @property {string} kind @property {number} person place in the draft
 * @property {string} title @property {string | null} subject null where there is none
 * @property {string} body @property {"email" | "hand" | "spoken"} medium
 * @property {string} name @property {string} contact
 * @property {boolean} hasMedia @property {boolean} isThanks @property {boolean} isOffer
 * @property {boolean} isEdited @property {boolean} isBegun suggested, for a person entered
 * @property {boolean} thanked @property {boolean} hasDetail
 * @property {"talk" | "help" | ""} asked why the detail was important, or how it helped
 * @property {string[]} missing @property {{line: string, why: string}[]} reasons
 */
/**
 * @typedef {object} Around what all notes of a draft share
 * @property {object} draft @property {object} book the parsed templates
 * @property {string | null} nextOn @property {object} followUp the form, named as in the API
 * @property {string} form the same in one text, to see whether it changed
 */

/** Whether the notes wait for the day: only a thank-you may take it to be today. */
export function waitsForDay(draft) {
  return !HAPPENINGS[draft.happened].each && !isDay(draft.interviewed_on);
}

/**
 * @param {object} draft @param {object} book the parsed templates
 * @param {string | null} nextOn the day its writer means to ask again
 * @param {object} [only] one of the draft's people: the notes to the others are left out
 * @returns {Note[] | null} null: the book does not hold these templates yet
 */
export function notesOf(draft, book, nextOn, only) {
  if (waitsForDay(draft)) return [];
  const followUp = asForm(draft);
  const people = followUp.people.map(({ name }) => name);
  const around = { draft, book, nextOn, followUp, form: JSON.stringify({ ...followUp, people }) };
  const wanted = writtenTo(draft)
    .map((person, index) => ({ person, index }))
    .filter(({ person }) => !only || person === only)
    .map((one) => ({ ...one, kinds: kindsOf(one.person, one.index, around) }));
  if (wanted.some(({ kinds }) => kinds.some((kind) => !book.kinds[kind]))) return null;
  return wanted.flatMap(({ person, index, kinds }) =>
    kinds.map((kind) => noteOf(kind, person, index, around)),
  );
}

/** Everyone entered, or the first while nobody is; one person where there is one note. */
function writtenTo({ people, happened, ...draft }) {
  if (!HAPPENINGS[happened].each) return [people[leadOf({ people, ...draft })]];
  const entered = people.filter(isEntered);
  return entered.length ? entered : [people[0]];
}

/** The places of those who get no note, because nothing is entered about them. @returns {number[]} */
export function skippedIn(draft) {
  const written = writtenTo(draft);
  const isSkipped = (person) => HAPPENINGS[draft.happened].each && !written.includes(person);
  return draft.people.flatMap((person, at) => (isSkipped(person) ? [at] : []));
}

/** The form as the templates read it; a thank-you takes the interview to be today. */
function asForm(draft) {
  const form = formOf(draft);
  const interviewed_on = isDay(draft.interviewed_on) ? draft.interviewed_on : today();
  const decision_on = isDay(draft.decision_on) ? draft.decision_on : null;
  return { ...form, people: draft.people.filter(isEntered), interviewed_on, decision_on };
}

function kindsOf({ relation }, index, { draft, book, followUp }) {
  if (draft.happened === "offer") return [OFFER_KINDS[draft.decided]];
  const late = isLate(book, followUp.interviewed_on, today());
  const situation = situationFor(book, draft.happened, followUp.people, index);
  const kinds = kindsFor(book, relation, situation, late);
  const isWritten = (kind) => !book.kinds[kind]?.spoken;
  const first = draft.channel === "email" ? isWritten : (kind) => !isWritten(kind);
  return [...kinds].sort((a, b) => Number(first(b)) - Number(first(a)));
}

function noteOf(kind, person, index, around) {
  const { draft, book } = around;
  const isThanks = HAPPENINGS[draft.happened].each;
  const isOffer = kind === OFFER_KINDS.not_yet; // Only this one has to be short.
  const hasMedia = isThanks || kind.startsWith("offer");
  const written = hasMedia ? person.medium : "email";
  const medium = book.kinds[kind].spoken ? "spoken" : written;
  const key = isThanks ? thanksKey(person) : `${kind}:${person.key}`;
  const made = render({ kind, key, person, index, medium }, around);
  const { name, contact, thanked, detail } = person;
  return {
    ...edited(made, draft.edits[key] ?? {}, medium === "email", isEntered(person)),
    ...{ key, kind, medium, hasMedia, isThanks, isOffer, contact, thanked },
    person: draft.people.indexOf(person),
    name: name.trim(),
    title: isThanks && name.trim() ? fill(words.notes.to, { name: name.trim() }) : made.title,
    hasDetail: Boolean(detail.trim()),
    asked: askedOf(draft, person),
    missing: made.missing,
    reasons: made.parts.filter(({ why }) => why).map(({ text, why }) => ({ line: text, why })),
  };
}

function askedOf({ happened }, person) {
  if (!HAPPENINGS[happened].asksDetail) return "";
  return isThankedForHelp(person) ? "help" : "talk";
}

/** What the writer changed counts; the rest is the suggestion. */
function edited(made, edit, hasSubject, isPerson) {
  const isEdited = edit.body !== undefined || edit.subject !== undefined;
  return {
    subject: hasSubject ? (edit.subject ?? made.subject) : null,
    body: edit.body ?? made.body,
    isEdited,
    isBegun: !isEdited && isPerson,
  };
}

const made = new Map();

/** What was written stays in memory no longer. */
export function forgetNotes() {
  made.clear();
}

/**
 * Renders a note, and only when something it says has changed: ten are drawn, one says something new.
 * @param {{kind: string, key: string, person: object, index: number, medium: string}} wanted
 * @param {Around} around
 * @returns {import("../notes.mjs").Note}
 */
function render({ kind, key, person, index, medium }, { draft, book, nextOn, followUp, form }) {
  const occasion = {
    today: today(),
    index,
    medium: medium === "spoken" ? "email" : medium,
    nextOn,
    askWhy: draft.ask_why,
    yourNumber: draft.your_number,
    answerBy: isDay(draft.answer_by) ? draft.answer_by : null,
  };
  const says = JSON.stringify([kind, person, occasion, form]);
  if (made.get(key)?.says !== says) {
    made.set(key, { says, note: renderNote(book, kind, followUp, person, occasion) });
  }
  return made.get(key).note;
}
