/**
 * The notes on the page: written as far as the templates are there, and shown. The templates are
 * parsed at build, into two parts: what most visits begin with, and the rest.
 */

import { showCards, showWords } from "./cards.mjs";
import { notesOf } from "./suggestions.mjs";

export class Writing {
  /** @type {import("./suggestions.mjs").Note[]} */
  notes = [];

  #wizard;
  #book = null;
  // The employer as last finished: notes name it, and must not flicker letter by letter.
  #employer = "";
  #otherEmployers = [];

  /** @param {import("../wizard.mjs").FollowUpWizard} wizard */
  constructor(wizard) {
    this.#wizard = wizard;
  }

  /** @param {object} draft @param {object[]} others started too: their employers must not slip in */
  begin(draft, others) {
    this.#employer = draft.employer;
    this.#otherEmployers = others.map(({ employer }) => employer.trim()).filter(Boolean);
  }

  /** What is typed is finished. @param {object} draft */
  settle({ employer }) {
    this.#employer = employer;
  }

  /** The words most visits begin with. */
  loadFirst() {
    return this.#load(firstPart, () => this.#sayLack());
  }

  /** All words. While nobody waits for them, it does not matter that they do not come. */
  loadAll(onFailure = () => {}) {
    return this.#load(wholeBook, onFailure);
  }

  /** Shows a card for each note. @param {typeof import("../checks.mjs").remarksOn} [remarksOn] */
  show(remarksOn) {
    if (!this.#book) return;
    const notes = this.#write();
    if (notes) this.#showNotes(notes, remarksOn);
    else this.loadAll(() => this.#sayLack());
  }

  /**
   * Shows the words of the notes to one person at once, with each key pressed about them.
   * @param {object} [person] @returns {boolean} false: the page has to be drawn anew
   */
  showTyped(person) {
    const typed = (person && this.#book && this.#write(person)) || [];
    const isShown = ({ key }) => this.notes.some((note) => note.key === key);
    if (!typed.length || !typed.every(isShown)) return false;
    for (const note of typed) showWords(this.#wizard, note);
    this.notes = this.notes.map((note) => typed.find(({ key }) => key === note.key) ?? note);
    return true;
  }

  #showNotes(notes, remarksOn) {
    this.notes = notes;
    const { draft, ownTexts } = this.#wizard;
    const known = { book: this.#book, otherEmployers: this.#otherEmployers, ownTexts, remarksOn };
    showCards(this.#wizard, notes, draft, known);
  }

  #write(only) {
    const { draft, plan } = this.#wizard;
    return notesOf({ ...draft, employer: this.#employer }, this.#book, plan.nextOn, only);
  }

  async #load(part, onFailure) {
    try {
      const book = await part();
      if (!this.#book || part === wholeBook) this.#book = book;
      this.#lack.hidden = true;
      this.#wizard.draw();
    } catch {
      onFailure();
    }
  }

  /** Notes about something else would mislead. */
  #sayLack() {
    this.#showNotes([]);
    this.#lack.hidden = false;
  }

  get #lack() {
    return this.#wizard.find("[data-no-notes]");
  }
}

const loading = new Map();

const firstPart = () => once("notes.json");

async function wholeBook() {
  const [first, more] = await Promise.all([firstPart(), once("notes-more.json")]);
  const both = (name) => ({ ...first[name], ...more[name] });
  return { ...first, kinds: both("kinds"), words: both("words") };
}

function once(name) {
  if (!loading.has(name)) loading.set(name, load(name).catch((error) => forget(name, error)));
  return loading.get(name);
}

async function load(name) {
  const answer = await fetch(new URL(`../../${name}`, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** What failed may come another time. */
function forget(name, error) {
  loading.delete(name);
  throw error;
}
