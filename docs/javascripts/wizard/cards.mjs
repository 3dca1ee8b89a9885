/** The notes as they will look: one card per note, drawn from the draft and the suggestions. */

import { daysBetween, isDay, today } from "../days.mjs";
import { mailtoLink } from "../mailto.mjs";
import { fill, plural, words } from "../screen.mjs";
import { cardFieldId, keepOneLine, showText, showValue } from "./fields.mjs";
import { fit, hold } from "./heights.mjs";
import { isNarrow } from "./pages.mjs";
import { personAt } from "./people.mjs";
import { foldReasons, showReasons } from "./reasons.mjs";

/**
 * Draws a card per note; cards are found again by their note's key, so that a cursor stays.
 * @param {HTMLElement} root @param {import("./suggestions.mjs").Note[]} notes
 * @param {object} draft @param {{book: object, otherEmployers: string[], ownTexts: object,
 *   remarksOn?: typeof import("../checks.mjs").remarksOn}} known for the remarks
 */
export function showCards(root, notes, draft, known) {
  const list = root.querySelector("[data-notes]");
  const cards = new Map([...list.children].map((card) => [card.dataset.note, card]));
  const wanted = notes.map((note) => cards.get(note.key) ?? newCard(root, note));
  if (wanted.some((card, at) => list.children[at] !== card)) list.replaceChildren(...wanted);
  while (list.children.length > wanted.length) list.lastElementChild.remove();
  const around = { ...known, notes, employer: draft.employer, soon: decidesSoon(draft) };
  notes.forEach((note, at) => showCard(wanted[at], note, around));
  showText(root.querySelector("[data-notes-title]"), plural(words.notes.title, notes.length));
  root.querySelector("[data-all-notes]").hidden = notes.length < 2;
}

/**
 * Shows the words of a note at once, while they are typed about; the rest of its card can wait.
 * @param {HTMLElement} root @param {import("./suggestions.mjs").Note} note
 */
export function showWords(root, { key, subject, body }) {
  const card = cardOf(root, key);
  for (const [name, text] of Object.entries({ subject: subject ?? "", body })) {
    const field = card.querySelector(`[data-edit=${name}]`);
    if (field.value !== text) hold(field);
    showValue(field, text);
    fit(field);
  }
  mendSaid(card, subject ?? "", body);
}

/** "Copied." is not true of words that came later. Who has taken the others is told. */
function mendSaid(card, subject, body) {
  const text = `${subject}\n${body}`;
  const said = card.querySelector("[data-copied]");
  const isTaken = said.textContent && said.textContent !== words.notes.copyFailed;
  if (saidOf.has(card) && saidOf.get(card) !== text) {
    const title = card.querySelector("[data-note-title]").textContent;
    showText(said, isTaken ? fill(words.notes.changed, { title }) : "");
  }
  saidOf.set(card, text);
}

const saidOf = new WeakMap();

function cardOf(root, key) {
  return [...root.querySelector("[data-notes]").children].find(({ dataset }) => dataset.note === key);
}

/** Scrolls the preview, not the page, to the note of the person described in this field. */
export function bringIntoView(root, field, notes) {
  if (field.matches("[data-edit]")) foldReasons(root); // They would cover what is typed.
  const person = personAt(field);
  const key = notes.find((note) => note.person === person)?.key;
  const preview = root.querySelector("[data-step=notes]");
  const card = cardOf(root, key);
  if (card && preview.scrollHeight > preview.clientHeight) preview.scrollTop = card.offsetTop;
}

/**
 * To the note to somebody who was added: it may stand far below the first one.
 * @returns {boolean} false: the notes begin with it, or there is none
 */
export function focusNote(root, notes, person) {
  const note = notes.find((one) => person > 0 && one.person === person);
  if (!note) return false;
  const card = cardOf(root, note.key);
  card.querySelector("[data-note-title]").focus({ preventScroll: isNarrow() });
  if (isNarrow()) card.scrollIntoView({ block: "start", behavior: "instant" });
  return true;
}

/** The note whose card holds this element. @returns {string | undefined} its key */
export function keyAt(element) {
  return element.closest("[data-note]")?.dataset.note;
}

/**
 * Puts what a card's field now holds into the draft.
 * @param {HTMLInputElement} field @param {object} draft @param {object[]} notes
 * @returns {boolean} whether the field belongs to a card.
 */
export function readCard(field, draft, notes) {
  const note = notes.find(({ key }) => key === keyAt(field));
  if (!note) return false;
  const person = draft.people[note.person];
  if (field.dataset.edit) {
    keepOneLine(field);
    const { subject, body } = note; // Both stay as they are: one alone would soon not fit the other.
    const whole = subject === null ? { body } : { subject, body };
    draft.edits[note.key] = { ...whole, ...draft.edits[note.key], [field.dataset.edit]: field.value };
  } else if ("thanked" in field.dataset) person.thanked = field.checked;
  else if ("contact" in field.dataset) person.contact = field.value;
  else if (field.checked) person.medium = field.value;
  return true;
}

function newCard(root, note) {
  const card = root.querySelector("[data-template=note]").content.cloneNode(true).firstElementChild;
  card.dataset.note = note.key;
  const id = (name) => cardFieldId(name, note.key);
  for (const field of card.querySelectorAll("[data-edit], [data-contact]")) {
    const name = field.dataset.edit ?? "contact";
    field.id = id(name);
    card.querySelector(`[data-for=${name}]`).htmlFor = field.id;
  }
  for (const radio of card.querySelectorAll("[data-media] input")) radio.name = id("medium");
  card.querySelector("[data-note-title]").id = id("title");
  card.setAttribute("aria-labelledby", id("title"));
  // Several cards have such a button: a list of buttons should tell them apart.
  for (const way of card.querySelectorAll("[data-press=copy], [data-press=copy-subject], [data-mailto]")) way.setAttribute("aria-describedby", id("title"));
  return card;
}

/** Most drawing happens while somebody types about one person: the other cards stay as they are. */
function showCard(card, note, around) {
  const { notes, employer, otherEmployers, soon, remarksOn, ownTexts } = around;
  const others = notes.some(({ isEdited }) => isEdited) ? notes.map(({ body }) => body) : [];
  const known = [employer, otherEmployers, soon, others, Boolean(remarksOn), note.key in ownTexts];
  const shown = JSON.stringify([note, ...known]);
  if (drawn.get(card) === shown) return;
  drawn.set(card, shown);
  drawCard(card, note, around);
}

const drawn = new WeakMap();

function drawCard(card, note, around) {
  const part = (name) => card.querySelector(`[data-${name}]`);
  const name = note.name || words.notes.someone;
  showText(part("note-title"), note.title);
  showText(part("media-legend"), fill(words.notes.media, { name }));
  showText(part("body-label"), fill(words.notes.body, { title: note.title }));
  part("media").hidden = !note.hasMedia;
  for (const radio of part("media").querySelectorAll("input")) showValue(radio, note.medium);
  part("paper").dataset.paper = note.medium;
  part("subject-row").hidden = note.subject === null;
  showValue(card.querySelector("[data-edit=subject]"), note.subject ?? "");
  showValue(card.querySelector("[data-edit=body]"), note.body);
  for (const field of card.querySelectorAll("[data-edit]")) fit(field);
  showEdited(card, note, around);
  showDeepen(card, note);
  showWays(card, note, around);
  showThanked(card, note, name);
  showRemarks(part("remarks"), around.remarksOn?.(note, around) ?? []);
  showReasons(part("lines"), note);
  mendSaid(card, note.subject ?? "", note.body);
}

/** To the question that comes after the first note: it makes a note better, and is not needed for one. */
function showDeepen(card, { asked, hasDetail, isEdited }) {
  card.querySelector("[data-deepen]").hidden = !asked || !hasDetail || isEdited;
  showText(card.querySelector("[data-press=to-reason]"), asked === "help" ? words.reason.toHelp : words.reason.toTalk);
}

/** One button for both ways, so that who pressed it keeps the focus. */
function showEdited(card, { key, isEdited }, { ownTexts }) {
  const { editable, edited, suggested, toSuggestion, toOwn } = words.notes;
  const isSetAside = !isEdited && key in ownTexts;
  const button = card.querySelector("[data-press=other-text]");
  showText(card.querySelector("[data-edited-said]"), isEdited ? edited : isSetAside ? suggested : editable);
  showText(button, isEdited ? toSuggestion : toOwn);
  button.hidden = !isEdited && !isSetAside;
}

function showWays(card, note, { soon }) {
  const mail = card.querySelector("[data-mailto]");
  const link = note.subject === null ? null : mailtoLink({ to: note.contact, ...note });
  mail.hidden = !link;
  if (link && mail.getAttribute("href") !== link) mail.href = link;
  const isMail = note.subject !== null;
  card.querySelector("[data-mail-ways]").hidden = !isMail;
  showValue(card.querySelector("[data-contact]"), note.contact ?? "");
  show(card, "save-message", isMail);
  if (!isMail) show(card, "copy-subject", false);
  show(card, "print-card", note.medium === "hand");
  show(card, "print-fax", isMail);
  card.querySelector("[data-fax-hint]").hidden = !isMail;
  showText(card.querySelector("[data-ways-hint]"), isMail && !link ? words.notes.mailTooLong : "");
  showText(card.querySelector("[data-medium-hint]"), mediumHint(note, soon));
}

/** Deciding within the week: post may come too late (Lawrence, Ask a Manager). */
function decidesSoon({ decision_on }) {
  return isDay(decision_on) && daysBetween(today(), decision_on) <= 7;
}

function mediumHint({ medium }, soon) {
  if (medium !== "hand") return "";
  return soon ? words.notes.handSoon : words.notes.hand;
}

function show(card, press, isWanted) {
  card.querySelector(`[data-press=${press}]`).hidden = !isWanted;
}

function showThanked(card, note, name) {
  card.querySelector("[data-thanked-row]").hidden = !note.isThanks;
  card.querySelector("[data-thanked]").checked = note.thanked;
  const label = note.name ? fill(words.notes.thanked, { name }) : words.notes.thankedUnnamed;
  showText(card.querySelector("[data-thanked-label]"), label);
}

function showRemarks(list, remarks) {
  const texts = remarks.map(({ key, ...values }) => fill(words.checks[key], values));
  if (texts.join() === [...list.children].map((item) => item.textContent).join()) return;
  list.replaceChildren(...texts.map((text) => element("li", text)));
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}
