/** What is wrong with an answer. A fault names the field's id, so that a link can lead there. */

import { isAddress } from "../addresses.mjs";
import { isBeyond, isDay, today } from "../days.mjs";
import { fill, words } from "../screen.mjs";
import { isEntered, isPromisedBefore, remindedPeople, thanksKey } from "./draft.mjs";
import { cardFieldId } from "./fields.mjs";

// As in `functions/followup/limits.py`; a test compares them.
const LIMITS = { name: 80, detail: 200, phone: 40, note: 4000, years: 2 };

/** @typedef {{field: string, message: string}} Fault */

/** Faults of the days alone. @param {object} draft @returns {Fault[]} */
export function dayFaults(draft, now = today()) {
  const faults = [];
  for (const field of ["interviewed_on", "decision_on"]) {
    const message = dayFault(draft[field], now);
    if (message) faults.push({ field, message });
  }
  if (isPromisedBefore(draft)) {
    faults.push({ field: "decision_on", message: words.decision.beforeInterview });
  }
  return faults;
}

/** Everything that stops a request for reminders. @param {object} draft @returns {Fault[]} */
export function reminderFaults(draft) {
  const faults = [...textFaults(draft), ...dayFaults(draft)];
  const need = (field, isMissing) =>
    isMissing && faults.push({ field, message: words.faults[field] });
  need("employer", !draft.employer.trim());
  need("interviewed_on", !draft.interviewed_on);
  need("address", !isAddress(draft.address.trim()));
  return faults;
}

/**
 * The API's `fields` as faults: `people.0.name` becomes the name field of the first person sent.
 * @param {Record<string, string>} fields @param {object} draft @returns {Fault[]}
 */
export function faultsFromApi(fields, draft) {
  const sent = remindedPeople(draft);
  return Object.entries(fields).map(([name, message]) => {
    const [, at, part = "name"] = /^people\.(\d+)(?:\.(\w+))?/.exec(name) ?? [];
    return { field: sent[at] ? personField(part, sent[at], draft) : name, message };
  });
}

function personField(part, person, draft) {
  if (part === "note") return cardFieldId("body", thanksKey(person));
  if (part === "contact") return cardFieldId("contact", thanksKey(person));
  return `${part}-of-${draft.people.indexOf(person) + 1}`;
}

function dayFault(day, now) {
  if (!day) return "";
  if (!isDay(day)) return words.faults.not_a_day;
  return isBeyond(day, now, LIMITS.years) ? words.faults.beyond : "";
}

function textFaults(draft) {
  const faults = [];
  const check = (field, text, max, message, more = {}) => {
    const count = [...text.trim()].length;
    if (count > max) faults.push({ field, message: fill(message, { max, count, ...more }) });
  };
  const { too_long, name_too_long, detail_too_long } = words.faults;
  for (const field of ["your_name", "employer", "role"]) {
    check(field, draft[field], LIMITS.name, too_long);
  }
  if (draft.may_call) {
    check("call_whom", draft.call_whom, LIMITS.name, too_long);
    check("phone", draft.phone, LIMITS.phone, too_long);
  }
  draft.people.forEach((person, at) => {
    if (!isEntered(person)) return;
    const name = person.name.trim() || words.notes.someone;
    check(`name-of-${at + 1}`, person.name, LIMITS.name, name_too_long);
    check(`detail-of-${at + 1}`, person.detail, LIMITS.detail, detail_too_long, { name });
    check(`reason-of-${at + 1}`, person.reason, LIMITS.detail, detail_too_long, { name });
    const note = draft.edits[thanksKey(person)]?.body ?? "";
    check(cardFieldId("body", thanksKey(person)), note, LIMITS.note, too_long);
  });
  return faults;
}
