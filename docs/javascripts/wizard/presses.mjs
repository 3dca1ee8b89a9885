/** What the wizard's buttons do: one function per `data-press`. Those of the first view. */

import { addDays, fridayAfter, isDay, today } from "../days.mjs";
import { fill, words } from "../screen.mjs";
import { keyAt } from "./cards.mjs";
import { MAX_PEOPLE, emptyPerson } from "./draft.mjs";
import { personAt } from "./people.mjs";
import { turnReason } from "./reasons.mjs";
import { isOwn } from "./starters.mjs";
import { NOTES, placeOf, stepBefore } from "./steps.mjs";

/** @typedef {Record<string, (wizard: import("../wizard.mjs").FollowUpWizard, button: HTMLElement, event: Event) => any>} Presses */

/** @type {Presses} */
export const PRESSES = {
  back: (wizard) => wizard.goTo(stepBefore(wizard.steps, wizard.step)),
  "to-notes": (wizard) => wizard.goTo(NOTES),
  "read-notes": (wizard) => wizard.goTo(NOTES),
  "to-remind": (wizard) => {
    // Reminders need both answers; the questions after them lead on to the reminders.
    const { employer, interviewed_on } = wizard.draft;
    const isKnown = employer.trim() && isDay(interviewed_on);
    wizard.goTo({ name: isKnown ? "remind" : "interview", person: null });
  },
  "to-reason": (wizard, button) => {
    const { person } = wizard.notes.find(({ key }) => key === keyAt(button));
    wizard.goTo({ name: "reason", person });
    wizard.querySelectorAll("[data-starters]")[person].open = true;
  },
  nothing: (wizard, button) => wizard.goOn(button),
  "add-person": addPerson,
  "remove-person": removePerson,
  starter: takeStarter,
  "put-back": (wizard) => {
    const { person, at } = wizard.removed;
    wizard.change((draft) => draft.people.splice(at, 0, person));
    showRemoved(wizard, null);
    wizard.goTo({ name: "who", person: at });
  },
  "day-today": (wizard) => wizard.change((draft) => (draft.interviewed_on = today())),
  "day-yesterday": (wizard) => wizard.change((draft) => (draft.interviewed_on = addDays(today(), -1))),
  "decision-friday": (wizard, { dataset }) =>
    wizard.change((draft) => (draft.decision_on = fridayAfter(today(), Number(dataset.weeks)))),
  "was-today": (wizard) => sayDay(wizard, today()),
  "was-yesterday": (wizard) => sayDay(wizard, addDays(today(), -1)),
  "other-day": (wizard) => {
    wizard.goTo({ name: "interview", person: null });
    wizard.find("[data-field=interviewed_on]").focus();
  },
  "other-text": turnText,
  why: (_wizard, button) => turnReason(button),
};

function addPerson(wizard) {
  if (wizard.draft.people.length >= MAX_PEOPLE) return;
  wizard.change((draft) => draft.people.push(emptyPerson()));
  wizard.goTo({ name: "who", person: wizard.draft.people.length - 1 });
}

function removePerson(wizard, button) {
  const at = personAt(button);
  const person = wizard.draft.people[at];
  wizard.change((draft) => draft.people.splice(at, 1));
  wizard.goTo(whoBefore(at));
  showRemoved(wizard, { person, at });
}

/** The list folds, so that "Next" comes up. A second press takes the sentence out again. */
function takeStarter(wizard, button) {
  const person = wizard.draft.people[personAt(button)];
  if (isOwn(person.reason)) return; // Typed a moment ago, and the sentences are about to go.
  const sentence = button.textContent;
  const isTaken = person.reason.trim() === sentence;
  wizard.change(() => (person.reason = isTaken ? "" : sentence));
  if (!isTaken) fold(button.closest("details"));
}

/** @param {HTMLDetailsElement} list */
function fold(list) {
  list.open = false;
  list.querySelector("summary").focus();
}

/** The line over the notes stays, so that its answer can be taken back where it was given. */
function sayDay(wizard, day) {
  wizard.change((draft) => (draft.interviewed_on = wizard.dayAtNotes = day));
  wizard.find("[data-when=assumed] button:not([hidden])").focus();
}

/** To the suggestion, and back to the writer's own text: nobody can write that again. */
function turnText(wizard, button) {
  const key = keyAt(button);
  const { ownTexts } = wizard;
  wizard.change(({ edits }) => {
    const [from, to] = edits[key] ? [edits, ownTexts] : [ownTexts, edits];
    to[key] = from[key];
    delete from[key];
  });
}

/** Who goes on past the question where the removal led does not want the person back. */
export function forgetRemoved(wizard, step) {
  if (!wizard.removed) return;
  const landed = whoBefore(wizard.removed.at);
  if (placeOf(wizard.steps, step) > placeOf(wizard.steps, landed)) showRemoved(wizard, null);
}

function whoBefore(at) {
  return { name: "who", person: Math.max(at - 1, 0) };
}

/** What was removed can be put back until the next one goes. */
export function showRemoved(wizard, removed) {
  wizard.removed = removed;
  wizard.find("[data-press=put-back]").hidden = !removed;
  const name = removed?.person.name.trim() || fill(words.who.legend, { number: (removed?.at ?? 0) + 1 });
  wizard.say("removed", removed ? fill(words.who.removed, { name }) : "");
}
