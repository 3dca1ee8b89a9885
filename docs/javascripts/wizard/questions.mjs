/** What the questions say and hide, depending on the answers given so far. */

import { addDays, dayInWords, daysBetween, fridayAfter, isDay, isWeekend, today } from "../days.mjs";
import { fill, plural, words } from "../screen.mjs";
import { isEntered, isPromisedBefore, leadOf } from "./draft.mjs";
import { showText } from "./fields.mjs";
import { HAPPENINGS } from "./happenings.mjs";
import { skippedIn, waitsForDay } from "./suggestions.mjs";

const PRESSING_JOBS =
  /\b(sales|account (executive|manager)|business development|fundrais\w*|realtor|broker)\b/iu;

/**
 * @param {import("../wizard.mjs").FollowUpWizard} root @param {object} draft
 * @param {object | null} answer of `GET /plan`
 */
export function showQuestions(root, draft, answer) {
  root.toggleAttribute("data-begun", draft.people.some(isEntered));
  const say = (part, text) => showText(root.querySelector(`[data-${part}]`), text);
  const isMoved = draft.happened === "more-time";
  say("kind-remark", words.kind[draft.happened]);
  say("decision-title", isMoved ? words.decision.newTitle : words.decision.title);
  say("decision-label", isMoved ? words.decision.newLabel : words.decision.label);
  say("often-remark", suggestsBold(draft) ? words.decision.suggestBold : "");
  say("said=interviewed_on", dayWithDistance(draft.interviewed_on));
  say("said=decision_on", decisionSaid(draft, answer));
  say("no-limit", draft.persistence === "gentle" ? words.decision.gentleLimit : words.decision.noLimit);
  say("waits-said", waitsForDay(draft) ? words.notes.waitsForDay : "");
  sayAssumed(root, draft);
  showFridays(root);
  showWhere(root, draft);
  showLeads(root.querySelector("[data-field=lead]"), draft);
}

/** The day the notes take for the interview's, as long as nobody gave it elsewhere. */
function sayAssumed(root, { interviewed_on }) {
  if (interviewed_on !== root.dayAtNotes) root.dayAtNotes = "";
  const day = assumedDay(root, interviewed_on);
  showText(root.querySelector("[data-assumed-said]"), words.notes.assumed[day] ?? "");
  root.querySelector("[data-press=was-yesterday]").hidden = day === "yesterday";
  root.querySelector("[data-press=was-today]").hidden = day !== "yesterday";
}

function assumedDay({ dayAtNotes }, day) {
  if (!isDay(day)) return "today";
  return dayAtNotes && { 0: "today", 1: "yesterday" }[daysBetween(day, today())];
}

/** "By the end of next week" is what most of them say, and a date is slow to type. */
function showFridays(root) {
  for (const button of root.querySelectorAll("[data-press=decision-friday]")) {
    showText(button, dayInWords(fridayAfter(today(), Number(button.dataset.weeks))));
  }
}

/** On a wide page a note comes beside the questions, without a word to who cannot see it. */
export function sayReady(root, notes) {
  const count = notes.filter(({ name }) => name).length;
  root.querySelector("[data-press=read-notes]").hidden = !count;
  showText(root.querySelector("[data-ready-said]"), count ? plural(words.notes.ready, count) : "");
}

/** Who added somebody and entered nothing would look for the note; told once the notes are reached. */
export function saySkipped(root, draft, isAtNotes) {
  const numbers = isAtNotes ? skippedIn(draft).map((at) => at + 1) : [];
  const said = fill(plural(words.notes.skipped, numbers.length), { numbers: numbers.join(", ") });
  showText(root.querySelector("[data-skipped-said]"), numbers.length ? said : "");
}

/** Whom the note is for, where not everyone gets one. */
function showLeads(list, draft) {
  const nameOf = (name, at) => name.trim() || fill(words.who.legend, { number: at + 1 });
  const options = draft.people.map(({ name, key }, at) => new Option(nameOf(name, at), key));
  if (list.textContent !== options.map(({ text }) => text).join("")) list.replaceChildren(...options);
  list.value = draft.people[leadOf(draft)].key;
}

/** Parts that only some answers ask for: `data-when="offer"`, `data-when="may_call"`. */
function showWhere(root, draft) {
  const { each, isReply } = HAPPENINGS[draft.happened];
  const facts = {
    may_call: draft.may_call,
    open: !isReply,
    calls: !each && !isReply && draft.channel === "call",
    leads: !each && draft.people.filter(isEntered).length > 1,
    undecided: draft.happened === "offer" && draft.decided === "not_yet",
    assumed: each && Boolean(assumedDay(root, draft.interviewed_on)),
    waits: waitsForDay(draft),
    dayless: !isDay(draft.interviewed_on),
  };
  for (const part of root.querySelectorAll("[data-when]")) {
    const name = part.dataset.when;
    part.hidden = !(facts[name] ?? draft.happened === name);
  }
}

/** Whether pressing on is part of the job, as in sales (Vault, 2009). @param {object} draft */
function suggestsBold(draft) {
  return PRESSING_JOBS.test(draft.role) && draft.persistence !== "bold";
}

/** "Tuesday, 24 November, 3 days ago." @param {string} day */
function dayWithDistance(day, now = today()) {
  if (!isDay(day)) return "";
  const count = daysBetween(now, day);
  const near = { "-1": words.days.yesterday, 0: words.days.today, 1: words.days.tomorrow }[count];
  const said = near ?? (count < 0 ? words.days.past : words.days.ahead);
  return fill(said, { day: dayInWords(day), count: Math.abs(count) });
}

/** What is odd about a promised day, or what a day off means for the plan. @param {object | null} answer */
function dayRemark(draft, answer) {
  const day = draft.decision_on;
  if (isPromisedBefore(draft)) return words.decision.beforeInterview;
  if (!isDay(day) || day < today()) return "";
  if (isWeekend(day)) return words.decision.weekend;
  const first = answer?.plan.find(({ step, n }) => step === "check_in" && n === 1)?.on ?? day;
  const isMoved = draft.persistence !== "gentle" && first > day && first <= addDays(day, 5);
  return isMoved && day > draft.interviewed_on
    ? fill(words.decision.holiday, { day: dayInWords(first) })
    : "";
}

function decisionSaid(draft, answer) {
  return [dayWithDistance(draft.decision_on), dayRemark(draft, answer)].filter(Boolean).join(" ");
}
