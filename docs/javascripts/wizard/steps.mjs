/** The order of the questions on a small screen. A step is named as in `data-step`. */

import { HAPPENINGS } from "./happenings.mjs";

/** @type {Step} */
export const NOTES = { name: "notes", person: null };

/**
 * A thank-you needs three answers; the rest makes it more exact, so it comes after the note.
 * Other notes speak of the interview and are asked about it first. Once there is an answer,
 * nothing is left to wait for.
 * @typedef {{name: string, person: number | null}} Step `person` counts from 0.
 * @param {object} draft
 * @returns {Step[]}
 */
export function stepsOf(draft) {
  const { each, asksDetail, isReply } = HAPPENINGS[draft.happened];
  const written = each ? draft.people : draft.people.slice(0, 1);
  const people = written.flatMap((_, person) => [
    { name: "who", person },
    ...(asksDetail ? [{ name: "detail", person }] : []),
  ]);
  const days = isReply ? ["interview"] : ["interview", "decision"];
  const plan = isReply || !hasReminders() ? [] : ["plan", "remind"];
  const rest = each ? ["you", "notes", ...days, ...plan] : ["you", ...days, "notes", ...plan];
  const step = (name) => ({ name, person: null });
  const asides = people.filter(({ name }) => name === "detail").map((one) => ({ ...one, name: "reason" }));
  return [step("kind"), ...people, ...rest.map(step), ...asides];
}

/** No step on the way: a note leads to it, and it leads back to the notes. @param {Step} step */
function isAside({ name }) {
  return name === "reason";
}

/** A site may be built without the service: it then writes notes, and nothing is asked of it. */
export function hasReminders() {
  return document.documentElement.dataset.reminders !== "off";
}

/** The fragment of the address that names a step: `#who-2` is the second person. */
export function fragmentOf({ name, person }) {
  return person === null ? `#${name}` : `#${name}-${person + 1}`;
}

/** The step a fragment names, or undefined. @param {Step[]} steps @param {string} fragment */
export function stepAt(steps, fragment) {
  return steps.find((step) => fragmentOf(step) === fragment);
}

/**
 * The step after this one. Who has signed once is not asked again after adding a person.
 * @param {Step[]} steps @param {Step} current @param {object} draft
 */
export function stepAfter(steps, current, draft) {
  if (isAside(current)) return NOTES;
  const next = steps[placeOf(steps, current) + 1] ?? current;
  if (isAside(next)) return current;
  const isKnown = next.name === "you" && draft.your_name && current.person > 0;
  return isKnown ? stepAfter(steps, next, draft) : next;
}

/** @param {Step[]} steps @param {Step} current */
export function stepBefore(steps, current) {
  if (isAside(current)) return NOTES;
  return steps[placeOf(steps, current) - 1] ?? steps[0];
}

/** Where the reader is: of the questions up to the note, or of the whole. */
export function progressOf(steps, current) {
  const place = placeOf(steps, current);
  const toNote = steps.findIndex((step) => step.name === "notes");
  return place < toNote ? { at: place + 1, of: toNote } : null;
}

/** @param {Step[]} steps @param {Step} current @returns {number} -1: not among them */
export function placeOf(steps, current) {
  return steps.findIndex((step) => fragmentOf(step) === fragmentOf(current));
}
