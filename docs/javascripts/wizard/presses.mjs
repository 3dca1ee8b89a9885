/** What the wizard's buttons do: one function per `data-press`. */

import { calendarFile } from "../calendar.mjs";
import { addDays, today } from "../days.mjs";
import { download, fileName } from "../downloads.mjs";
import { fill, words } from "../screen.mjs";
import { likelyAddress } from "../addresses.mjs";
import { keyAt } from "./cards.mjs";
import { MAX_PEOPLE, emptyDraft, emptyPerson } from "./draft.mjs";
import { personAt } from "./people.mjs";
import { entriesOf } from "./plan-view.mjs";
import { planLink } from "./plan-mail.mjs";
import { turnReason } from "./reasons.mjs";
import { askForReminders, askedNow, waitsUntil } from "./reminders.mjs";
import { signUp } from "./sign-up.mjs";
import { NOTES, stepBefore } from "./steps.mjs";
import { TAKEAWAYS, TAKEAWAYS_OF_ALL } from "./takeaway.mjs";

const NO_DETAIL = { detail: "", reason: "" };

/** @type {Record<string, (wizard: import("../wizard.mjs").FollowUpWizard, button: HTMLElement) => any>} */
export const PRESSES = {
  back: (wizard) => wizard.goTo(stepBefore(wizard.steps, wizard.step)),
  "to-notes": (wizard) => wizard.goTo(NOTES),
  nothing: (wizard, button) => {
    wizard.change((draft) => Object.assign(draft.people[personAt(button)], NO_DETAIL));
    wizard.goOn(button);
  },
  "add-person": addPerson,
  "remove-person": removePerson,
  "put-back": (wizard) => {
    const { person, at } = wizard.removed;
    wizard.change((draft) => draft.people.splice(at, 0, person));
    showRemoved(wizard, null);
    wizard.goTo({ name: "who", person: at });
  },
  "day-today": (wizard) => wizard.change((draft) => (draft.interviewed_on = today())),
  "day-yesterday": (wizard, button) => {
    wizard.change((draft) => (draft.interviewed_on = addDays(today(), -1)));
    if (!button.checkVisibility()) wizard.find("#notes-title").focus();
  },
  "other-day": (wizard) => {
    wizard.goTo({ name: "interview", person: null });
    wizard.find("[data-field=interviewed_on]").focus();
  },
  suggestion: (wizard, button) => {
    wizard.change((draft) => delete draft.edits[keyAt(button)]);
    button.closest("[data-note]").querySelector("[data-edit=body]").focus();
  },
  why: (_wizard, button) => turnReason(button),
  "plan-again": (wizard) => wizard.plan.retry(wizard.draft),
  calendar: saveCalendar,
  "mail-plan": (wizard, link) => (link.href = planLink(wizard)),
  "use-slip": (wizard) => {
    wizard.change((draft) => (draft.address = likelyAddress(draft.address) ?? draft.address));
    wizard.find("[data-field=address]").focus();
  },
  ask: (wizard) => ask(wizard),
  "ask-again": askAgain,
  "change-address": (wizard) => {
    wizard.change((draft) => (draft.asked = null));
    wizard.find("[data-field=address]").focus();
  },
  "open-draft": (wizard, button) => {
    const { draft } = button.dataset;
    wizard.show(wizard.keeper.started().find(({ id }) => id === draft) ?? emptyDraft());
    wizard.goTo(NOTES);
  },
  "start-another": (wizard) => startAnother(wizard, {}),
  "next-interview": (wizard) => {
    const { employer, role, people } = wizard.draft;
    startAnother(wizard, { employer, role, people: people.map(asNew) });
  },
  erase: (wizard) => sureOfErasing(wizard, true),
  "erase-not": (wizard) => sureOfErasing(wizard, false),
  "erase-sure": (wizard) => {
    sureOfErasing(wizard, false);
    wizard.keeper.eraseAll();
    wizard.show(emptyDraft());
    wizard.goTo(wizard.steps[0]);
    wizard.say("notice", words.keeping.erased);
  },
  "take-theirs": (wizard) => wizard.show(wizard.keeper.settle(true)),
  "keep-mine": (wizard) => wizard.show(wizard.keeper.settle(false)),
};

/** Presses on one note or on all of them: their words are shown where they were pressed. */
export async function takeAway(wizard, button) {
  const { press } = button.dataset;
  const note = wizard.notes.find(({ key }) => key === keyAt(button));
  const said = note
    ? await TAKEAWAYS[press](note, wizard.draft)
    : await TAKEAWAYS_OF_ALL[press](wizard.notes, wizard.draft);
  const card = button.closest("[data-note], [data-all-notes]");
  const place = card.querySelector("[data-copied]");
  if (said === words.notes.copyFailed) card.querySelector("[data-edit=body]")?.select();
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = said)); // So that a second press is read out.
}

/** Who the writer is stays; the interview is a new one. */
function startAnother(wizard, kept) {
  wizard.keeper.save();
  const { your_name, address, zone, country, hour, formal } = wizard.draft;
  wizard.show({ ...emptyDraft(), your_name, address, zone, country, hour, formal, ...kept });
  wizard.goTo(wizard.steps[0]);
}

function asNew(person) {
  return { ...person, ...NO_DETAIL, thanked: false };
}

function addPerson(wizard) {
  if (wizard.draft.people.length >= MAX_PEOPLE) return;
  wizard.change((draft) => draft.people.push(emptyPerson()));
  wizard.goTo({ name: "who", person: wizard.draft.people.length - 1 });
}

function removePerson(wizard, button) {
  const at = personAt(button);
  const person = wizard.draft.people[at];
  wizard.change((draft) => draft.people.splice(at, 1));
  wizard.goTo({ name: "who", person: Math.max(at - 1, 0) });
  showRemoved(wizard, { person, at });
}

/** What was removed can be put back until the next one goes. */
function showRemoved(wizard, removed) {
  wizard.removed = removed;
  wizard.find("[data-removed]").hidden = !removed;
  const name = removed?.person.name.trim() || fill(words.who.legend, { number: (removed?.at ?? 0) + 1 });
  wizard.say("removed", removed ? fill(words.who.removed, { name }) : "");
}

function saveCalendar(wizard) {
  const { draft, plan } = wizard;
  if (!plan.answer) return;
  const names = draft.people.map(({ name }) => name.trim()).filter(Boolean).join(", ");
  const entries = entriesOf(plan.answer.plan, draft).map(({ step, round, n, at, what, why }) => ({
    key: `${round}-${step}-${n}`,
    at,
    title: draft.employer.trim() ? fill(words.plan.calendar, { what, employer: draft.employer }) : what,
    text: [why, names && fill(words.plan.calendarPeople, { names })].filter(Boolean).join("\n"),
  }));
  const file = fileName(["plan", draft.employer], "ics");
  download(file, calendarFile({ id: draft.id, now: new Date(), entries }), "text/calendar");
}

const asking = new WeakSet(); // A double press asks once.

async function ask(wizard) {
  if (asking.has(wizard)) return false;
  asking.add(wizard);
  try {
    return await askOnce(wizard);
  } finally {
    asking.delete(wizard);
  }
}

async function askOnce(wizard) {
  const { draft } = wizard;
  wizard.say("ask", words.remind.sending);
  const send = (body) => signUp(wizard, body);
  const { faults = [], said, isDone, isOn } = await askForReminders(draft, send);
  if (wizard.draft.id !== draft.id) return false; // The writer went on to another interview.
  wizard.say("ask", said);
  wizard.showFaults(faults);
  if (!isDone) return false;
  wizard.change((asked) => (asked.asked = askedNow(asked, isOn)));
  wizard.find(isOn ? "[data-added]" : "[data-asked]").focus();
  return true;
}

/** Changes go at once; a second letter leaves ten minutes after the first. */
async function askAgain(wizard) {
  const { asked } = wizard.draft;
  const until = waitsUntil(asked);
  const isChanged = !wizard.find("[data-asked-changed]").hidden;
  if (until && !isChanged) return wizard.say("ask", fill(words.remind.wait, { time: until }));
  if (!(await ask(wizard))) return;
  if (until) wizard.change((draft) => (draft.asked.at = asked.at));
  wizard.say("ask", until ? words.remind.changesSent : words.remind.again);
}

function sureOfErasing(wizard, isAsking) {
  wizard.find("[data-erase-sure]").hidden = !isAsking;
  wizard.find(isAsking ? "[data-press=erase-not]" : "[data-press=erase]").focus();
}
