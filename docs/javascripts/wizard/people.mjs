/** The people met: one set of fields each, drawn from the draft. */

import { fill, words } from "../screen.mjs";
import { MAX_PEOPLE, isThankedForHelp } from "./draft.mjs";
import { showText, showValue } from "./fields.mjs";
import { showStarters } from "./starters.mjs";
import { HAPPENINGS } from "./happenings.mjs";

const HELPING = ["receptionist", "helper"];
const MANY = 8; // From about seven people on, career offices advise one note to the planner.

/** Draws the people; fields that stay are kept, so that nobody loses the cursor. */
export function showPeople(root, draft) {
  const { each, asksDetail, isReply } = HAPPENINGS[draft.happened];
  const list = root.querySelector("[data-people]");
  while (list.children.length > draft.people.length) list.lastElementChild.remove();
  while (list.children.length < draft.people.length) list.append(newFields(root));
  draft.people.forEach((person, at) =>
    showPerson(list.children[at], person, { at, each, asksDetail, isReply, count: draft.people.length }),
  );
  showText(root.querySelector("[data-people-title]"), each ? words.who.title : words.who.leadTitle);
  showText(root.querySelector("[data-people-remark]"), each ? remark(draft.people.length) : "");
}

/** The place of the person whose fields hold this element, or -1. */
export function personAt(element) {
  const fields = element.closest("[data-person]");
  return fields ? [...fields.parentElement.children].indexOf(fields) : -1;
}

/** Puts what a person's field now holds into the draft. @returns {boolean} */
export function readPersonField(field, draft) {
  const person = draft.people[personAt(field)];
  if (!person || !field.dataset.personField) return false;
  person[field.dataset.personField] = field.value;
  return true;
}

function newFields(root) {
  return root.querySelector("[data-template=person]").content.cloneNode(true).firstElementChild;
}

/** Only where something changed: while one is typed about, the others stay as they are. */
function showPerson(fields, person, place) {
  const shown = JSON.stringify([person, place]);
  if (drawn.get(fields) === shown) return;
  drawn.set(fields, shown);
  nameParts(fields, place.at + 1);
  showText(fields.querySelector("[data-legend]"), fill(words.who.legend, { number: place.at + 1 }));
  showText(fields.querySelector("[data-who-label]"), whoLabel(place));
  for (const field of fields.querySelectorAll("[data-person-field]")) {
    showValue(field, person[field.dataset.personField]);
  }
  showDetail(fields, person, place.asksDetail);
  fields.querySelector("[data-removable]").hidden = place.count === 1;
  showText(fields.querySelector("[data-press=remove-person]"), removeLabel(person));
}

const drawn = new WeakMap();

function showDetail(fields, person, isAsked) {
  const kind = HELPING.includes(person.relation) ? "help" : "talk";
  const step = fields.querySelector("[data-step=detail]");
  step.hidden = !isAsked;
  fields.querySelector("[data-step=reason]").hidden = !isAsked;
  showText(fields.querySelector("[data-detail-label]"), words.detail[person.relation]);
  showText(
    fields.querySelector("[data-detail-hint]"),
    kind === "help" ? words.detail.helpHint : words.detail.hint,
  );
  const isHelp = isThankedForHelp(person);
  showText(fields.querySelector("[data-reason-label]"), isHelp ? words.reason.help : words.reason.talk);
  showText(
    fields.querySelector("[data-reason-hint]"),
    isHelp ? words.reason.helpHint : words.reason.hint,
  );
  showStarters(fields.querySelector("[data-starters]"), person, isHelp);
  const hasWords = Boolean(person.detail.trim() || person.reason.trim());
  fields.querySelector("[data-press=nothing]").hidden = hasWords;
  const list = fields.querySelector("[data-prompts]");
  if (list.dataset.kind === kind) return;
  list.dataset.kind = kind;
  list.replaceChildren(...words.detail.prompts[kind].map(item));
}

/** Labels point at fields by id, and ids carry the person's number. */
function nameParts(fields, number) {
  if (fields.dataset.number === `${number}`) return;
  fields.dataset.number = number;
  for (const field of fields.querySelectorAll("[data-person-field]")) {
    const name = field.dataset.personField;
    field.id = `${name}-of-${number}`;
    fields.querySelector(`[data-for=${name}]`).htmlFor = field.id;
    const hint = fields.querySelector(`[data-hint=${name}]`);
    if (!hint) continue;
    hint.id = `${field.id}-hint`;
    field.setAttribute("aria-describedby", hint.id);
  }
}

function whoLabel({ at, each, isReply }) {
  if (!each && at === 0) return isReply ? words.who.replyLabel : words.who.leadLabel;
  return at === 0 ? words.who.label : words.who.another;
}

function removeLabel(person) {
  return person.name.trim()
    ? fill(words.who.remove, { name: person.name.trim() })
    : words.who.removeUnnamed;
}

function remark(count) {
  if (count >= MAX_PEOPLE) return fill(words.who.most, { max: MAX_PEOPLE });
  return count >= MANY ? fill(words.who.many, { count }) : words.who.few;
}

function item(text) {
  return Object.assign(document.createElement("li"), { textContent: text });
}
