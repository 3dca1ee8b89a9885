/** What the wizard's other buttons do: keeping, sending, asking, taking away. None is of the first view. */

import { likelyAddress } from "../addresses.mjs";
import { calendarFile } from "../calendar.mjs";
import { download, fileName } from "../downloads.mjs";
import { clearHandover } from "../handover.mjs";
import { fill, words } from "../screen.mjs";
import { keyAt } from "./cards.mjs";
import { NO_DETAIL, emptyDraft } from "./draft.mjs";
import { planLink } from "./plan-mail.mjs";
import { entriesOf } from "./plan-view.mjs";
import { pressOver } from "./drawing.mjs";
import { askForReminders, waitsUntil } from "./reminders.mjs";
import { signUp } from "./sign-up.mjs";
import { NOTES } from "./steps.mjs";
import { forgetNotes } from "./suggestions.mjs";
import { SELECTED, TAKEAWAYS, TAKEAWAYS_OF_ALL } from "./takeaway.mjs";

/** @param {string} press @returns {import("./presses.mjs").Presses[string]} */
export function errand(press) {
  return ERRANDS[press] ?? takeAway;
}

/** @type {import("./presses.mjs").Presses} */
const ERRANDS = {
  "plan-again": (wizard) => wizard.plan.retry(wizard.draft),
  calendar: saveCalendar,
  "mail-plan": mailPlan,
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
    wizard.keeper.leave();
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
    clearHandover();
    forgetNotes();
    wizard.show(emptyDraft());
    wizard.goTo(wizard.steps[0]);
    wizard.say("notice", words.keeping.erased);
  },
  "take-theirs": (wizard) => wizard.show(wizard.keeper.settle(true)),
  "keep-mine": (wizard) => wizard.show(wizard.keeper.settle(false)),
};

/** Presses on one note or on all of them: their words are shown where they were pressed. */
async function takeAway(wizard, button) {
  const { press } = button.dataset;
  const note = wizard.notes.find(({ key }) => key === keyAt(button));
  const said = note
    ? await TAKEAWAYS[press](note, wizard.draft)
    : await TAKEAWAYS_OF_ALL[press](wizard.notes, wizard.draft);
  await pressOver();
  const card = button.closest("[data-note], [data-all-notes]");
  const place = card.querySelector("[data-copied]");
  if (press === "copy") offerSubject(card, note);
  if (said === words.notes.copyFailed) card.querySelector(`[data-edit=${SELECTED[press]}]`).select();
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = said)); // So that a second press is read out.
}

/** The text is pasted first; its subject is wanted then, and not before. */
function offerSubject(card, { subject }) {
  card.querySelector("[data-press=copy-subject]").hidden = subject === null;
}

/** Who the writer is stays; the interview is a new one. */
function startAnother(wizard, kept) {
  wizard.keeper.leave();
  const { your_name, address, zone, country, hour, formal } = wizard.draft;
  wizard.show({ ...emptyDraft(), your_name, address, zone, country, hour, formal, ...kept });
  wizard.goTo(wizard.steps[0]);
}

function asNew(person) {
  return { ...person, ...NO_DETAIL, thanked: false };
}

/** A link is followed at once: where the days are still on their way, it is pressed anew with them. */
async function mailPlan(wizard, link, event) {
  const { plan } = wizard;
  if (!plan.isCurrent) {
    event.preventDefault();
    await plan.whenCurrent();
    if (plan.answer) link.click();
  } else link.href = planLink(wizard);
}

async function saveCalendar(wizard) {
  const { plan } = wizard;
  await plan.whenCurrent();
  const { draft } = wizard;
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
  const { faults = [], said, asked } = await askForReminders(draft, send);
  await pressOver();
  if (wizard.draft.id !== draft.id) return false; // The writer went on to another interview.
  wizard.say("ask", said);
  wizard.showFaults(faults);
  if (!asked) return false;
  wizard.change((open) => (open.asked = asked));
  wizard.find(asked.isOn ? "[data-added]" : "[data-asked]").focus();
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
