/** Renders a note of the draft from its template, and only when something it says has changed. */

import { isDay, today } from "../days.mjs";
import { renderNote } from "../notes.mjs";

const made = new Map();

/**
 * @param {{kind: string, key: string, person: object, index: number, medium: string}} wanted
 * @param {import("./suggestions.mjs").Around} around
 * @returns {import("../notes.mjs").Note}
 */
export function render({ kind, key, person, index, medium }, { draft, book, nextOn, followUp, form }) {
  const occasion = {
    today: today(),
    index,
    medium: medium === "spoken" ? "email" : medium,
    nextOn,
    askWhy: draft.ask_why,
    yourNumber: draft.your_number,
    answerBy: isDay(draft.answer_by) ? draft.answer_by : null,
  };
  // Ten notes are drawn at every key pressed; one of them says something new.
  const says = JSON.stringify([kind, person, occasion, form]);
  if (made.get(key)?.says !== says) {
    made.set(key, { says, note: renderNote(book, kind, followUp, person, occasion) });
  }
  return made.get(key).note;
}
