/**
 * A draft: one follow-up as it is being written. Fields carry the names of the API.
 * The page holds exactly one at a time; everything on screen is drawn from it.
 */

import { isDay } from "../days.mjs";
import { words } from "../screen.mjs";
import { HAPPENINGS } from "./happenings.mjs";

export const MAX_PEOPLE_REMINDED = 20;
export const MAX_PEOPLE = 50;
// The answers in the writer's own words or days; the others always hold a choice.
const TYPED = [
  "your_name", "employer", "role", "interviewed_on", "decision_on", "call_whom", "phone", "your_number",
  "answer_by", "address",
];
export const NO_DETAIL = { detail: "", reason: "" };

/** @returns {object} a new draft with one empty person. */
export function emptyDraft() {
  return {
    id: newId(),
    happened: "just-interviewed",
    your_name: "",
    people: [emptyPerson()],
    employer: "",
    role: "",
    interviewed_on: "",
    decision_on: "",
    may_call: false,
    call_whom: "",
    phone: "",
    your_number: "",
    channel: "call",
    persistence: "steady",
    max_check_ins: "",
    lead: "",
    decided: "not_yet",
    answer_by: "",
    ask_why: false,
    formal: false,
    address: "",
    zone: guessedZone(),
    country: "",
    hour: "9",
    edits: {},
    asked: null,
    saved_at: "",
  };
}

/** @returns {object} `key` names the person in `edits`, whatever happens to the order. */
export function emptyPerson() {
  return {
    key: newId().slice(0, 8),
    name: "",
    relation: "interviewer",
    detail: "",
    reason: "",
    medium: "email",
    contact: "",
    thanked: false,
  };
}

/**
 * A stored draft in today's shape: missing fields filled, unknown ones and wrong types dropped.
 * @param {object} stored @returns {object}
 */
export function repairDraft(stored) {
  const draft = shaped(emptyDraft(), stored);
  const people = Array.isArray(stored.people) ? stored.people : [];
  draft.people = people.map((person) => repairPerson(person ?? {}));
  if (!draft.people.length) draft.people.push(emptyPerson());
  if (!Object.hasOwn(HAPPENINGS, draft.happened)) draft.happened = "just-interviewed";
  draft.edits = Object.fromEntries(Object.entries(draft.edits).filter(([, edit]) => isEdit(edit)));
  if (Number.isNaN(Date.parse(draft.saved_at))) draft.saved_at = "";
  draft.asked = stored.asked?.address ? stored.asked : null;
  return draft;
}

/** The place of the one person a note is for where not everyone gets one. @param {object} draft */
export function leadOf(draft) {
  return Math.max(draft.people.findIndex(({ key }) => key === draft.lead), 0);
}

/** What a thank-you is called in `edits`. @param {{key: string}} person */
export function thanksKey({ key }) {
  return `thank_you:${key}`;
}

/** Whether the draft holds anything its writer would miss. @param {object} draft */
export function isStarted(draft) {
  const { people, edits } = draft;
  const isTyped = TYPED.some((name) => draft[name]);
  return isTyped || Object.keys(edits).length > 0 || people.some((one) => isEntered(one) || one.reason || one.contact);
}

/** @param {object} person */
export function isEntered(person) {
  return Boolean(person.name.trim() || person.detail.trim());
}

/** Whether they are thanked for help, and not for a talk. @param {{relation: string}} person */
export function isThankedForHelp({ relation }) {
  return ["receptionist", "helper", "coordinator"].includes(relation);
}

/** Whether the day they named is before the interview: one of the two is a slip. */
export function isPromisedBefore({ interviewed_on, decision_on }) {
  return isDay(interviewed_on) && isDay(decision_on) && decision_on < interviewed_on;
}

/** The body of `POST /api/follow-ups`. @param {object} draft */
export function followUpOf(draft) {
  const people = remindedPeople(draft).map((person) => personOf(person, draft.edits));
  return { ...formOf(draft), people };
}

/** The same without the people. @param {object} draft */
export function formOf(draft) {
  const { id, channel, happened, persistence, may_call, zone } = draft;
  const text = (name) => clean(draft[name]);
  return {
    id,
    address: draft.address.trim(),
    zone,
    ...(draft.country && { country: draft.country }),
    hour: Number(draft.hour),
    employer: text("employer"),
    role: text("role"),
    interviewed_on: draft.interviewed_on,
    decision_on: draft.decision_on || null,
    situation: HAPPENINGS[happened].each ? happened : "just-interviewed",
    may_call,
    call_whom: may_call ? text("call_whom") : "",
    phone: may_call ? text("phone") : "",
    persistence,
    channel,
    max_check_ins: draft.max_check_ins ? Number(draft.max_check_ins) : null,
    your_name: text("your_name"),
    tone: draft.formal ? "formal" : "friendly",
    locale: document.documentElement.lang.slice(0, 2) || "en",
  };
}

/** At most twenty, the unthanked before the thanked. @param {object} draft */
export function remindedPeople(draft) {
  const entered = draft.people.filter(isEntered);
  const order = [...entered].sort((a, b) => Number(a.thanked) - Number(b.thanked));
  const kept = new Set(order.slice(0, MAX_PEOPLE_REMINDED));
  return entered.filter((person) => kept.has(person));
}

/** The service wants a name; who gave none is called by their part in the day. */
function personOf(person, edits) {
  const note = edits[thanksKey(person)]?.body;
  return {
    name: clean(person.name) || words.nameless[person.relation],
    relation: person.relation,
    detail: clean(person.detail),
    reason: clean(person.reason),
    medium: person.medium,
    contact: clean(person.contact) || null,
    thanked: person.thanked,
    note: note === undefined ? null : withoutHidden(note),
  };
}

/** One line, as the service takes it. */
function clean(text) {
  return withoutHidden(text).replace(/\s+/g, " ").trim();
}

/**
 * The service refuses control marks, and invisible ones that turn the direction of writing.
 * Keyboards and copied text bring them along unasked.
 */
function withoutHidden(text) {
  return text
    .normalize("NFC")
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu, "")
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, " ");
}

function repairPerson(stored) {
  const person = shaped(emptyPerson(), stored);
  const isKnown = Object.hasOwn(words.nameless, person.relation);
  return isKnown ? person : { ...person, relation: "interviewer" };
}

function isEdit(edit) {
  return [edit?.subject ?? "", edit?.body ?? ""].every((text) => typeof text === "string");
}

function shaped(model, stored) {
  for (const [name, value] of Object.entries(model)) {
    const kept = stored[name];
    const fits = value !== null && typeof kept === typeof value && kept !== null;
    if (fits && Array.isArray(kept) === Array.isArray(value)) model[name] = kept;
  }
  return model;
}

/** A random UUID, also where the page is not served over HTTPS. @returns {string} */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

/** The browser's zone; UTC where it will not say. @returns {string} */
function guessedZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
