/** The fields of a follow-up that its owner can change, as data. */

import { readerLocale } from "../days.mjs";
import { countryNames, zoneNames } from "../zones.mjs";

// As in `functions/followup/limits.py`; a test compares them.
export const LIMITS = { name: 80, detail: 200, phone: 40, contact: 254, people: 20, check_ins: 20 };
const HOURS = { first: 6, last: 21 };

/**
 * @typedef {{name: string, label: string, kind: string, hint?: string, max?: number, needed?: string,
 *   options?: (value: any) => [any, string][]}} Field `kind` is a type of input, `choice` or `list`;
 *   `needed` is said where the answer is missing
 */

/** @type {{title: string, fields: Field[]}[]} */
export const BEFORE_PEOPLE = [
  {
    title: "The interview",
    fields: [
      {
        name: "employer", label: "Employer", kind: "text", max: LIMITS.name,
        hint: "A nickname is fine if others can see your phone.", needed: "Write the employer’s name, or a nickname for it.",
      },
      { name: "role", label: "The job", kind: "text", max: LIMITS.name },
      { name: "interviewed_on", label: "Day of the interview", kind: "date", needed: "Enter the day of the interview." },
      { name: "decision_on", label: "The day they named", kind: "date", hint: "Leave it empty if they named no day." },
    ],
  },
];

/** @type {{title: string, fields: Field[]}[]} */
export const AFTER_PEOPLE = [
  {
    title: "Asking for news",
    fields: [
      { name: "may_call", label: "They said I may call", kind: "checkbox" },
      { name: "call_whom", label: "Who you may call", kind: "text", max: LIMITS.name },
      { name: "phone", label: "Number to call", kind: "tel", max: LIMITS.phone },
      { name: "channel", label: "How will you ask?", kind: "choice", options: () => [["call", "I call"], ["email", "I write an e-mail"]] },
      {
        name: "persistence", label: "How often?", kind: "choice",
        options: () => [["gentle", "Now and then"], ["steady", "Regularly"], ["bold", "Often"]],
      },
      { name: "max_check_ins", label: "Stop after", kind: "list", options: checkIns },
    ],
  },
  {
    title: "You",
    fields: [
      { name: "your_name", label: "Your name, as you sign", kind: "text", max: LIMITS.name },
      { name: "hour", label: "E-mails come at", kind: "list", options: hours },
      { name: "zone", label: "Your time zone", kind: "list", options: (value) => zoneNames(value).map((zone) => [zone, zone.replaceAll("_", " ")]) },
      {
        name: "country", label: "The employer’s country", kind: "list", options: countries,
        hint: "It decides which days are holidays there.",
      },
    ],
  },
];

export const ALL_FIELDS = [...BEFORE_PEOPLE, ...AFTER_PEOPLE].flatMap(({ fields }) => fields);

/** @type {Field[]} */
export const PERSON_FIELDS = [
  { name: "name", label: "Name", kind: "text", max: LIMITS.name, needed: "Write a name, or remove this person." },
  {
    name: "relation", label: "This person …", kind: "list",
    options: () => [
      ["interviewer", "interviewed me"], ["panel", "interviewed me, with others"],
      ["recruiter", "is the recruiter"], ["receptionist", "was at reception, or assisted"],
      ["helper", "showed me round, or helped me"],
      ["coordinator", "planned the day; pass my thanks to all"],
    ],
  },
  { name: "detail", label: "One thing you talked about, or they did for you", kind: "lines", max: LIMITS.detail },
  { name: "reason", label: "Why it was important, or how it helped", kind: "lines", max: LIMITS.detail },
  { name: "contact", label: "Their e-mail address", kind: "email", max: LIMITS.contact },
];

function checkIns() {
  const counts = Array.from({ length: LIMITS.check_ins }, (_, at) => at + 1);
  return [[null, "no set number"], ...counts.map((count) => [count, count === 1 ? "1 check-in" : `${count} check-ins`])];
}

function hours() {
  const time = new Intl.DateTimeFormat(readerLocale(), { timeStyle: "short", timeZone: "UTC" });
  const all = Array.from({ length: HOURS.last - HOURS.first + 1 }, (_, at) => HOURS.first + at);
  return all.map((hour) => [hour, time.format(Date.UTC(2026, 0, 1, hour))]);
}

function countries() {
  return [[null, "not in the list: only weekends are left out"], ...countryNames()];
}
