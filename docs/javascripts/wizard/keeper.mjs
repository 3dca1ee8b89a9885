/**
 * Keeps the open draft on the device while it is written. Two windows may hold one draft:
 * what the other one saved is taken over, and never written over unasked.
 */

import { Drafts, PREFIX } from "../drafts.mjs";
import { isStarted, repairDraft } from "./draft.mjs";

const PAUSE_MS = 250;
const OPEN = "follow-up-draft-open";

// Outlives the page's element, and needs no storage.
let openId = null;

export class Keeper {
  #drafts = new Drafts();
  #timer = 0;
  #isAsking = false;

  /**
   * @param {() => object} draft the open draft
   * @param {{onSaved: (kept: string) => void, onConflict: () => void}} then
   */
  constructor(draft, then) {
    this.draft = draft;
    this.then = then;
  }

  /** The drafts worth going on with, newest first. @returns {object[]} */
  started() {
    return this.#drafts.list().map(repairDraft).filter(isStarted);
  }

  /** The draft this tab had open before a reload, or undefined. */
  opened() {
    const open = openId ?? tabStorage()?.getItem(OPEN);
    return this.started().find(({ id }) => id === open);
  }

  /** Why drafts may be lost: "yes" (they are kept), "full" or "refused". */
  get kept() {
    return this.#drafts.kept;
  }

  /** Saves after a short pause in typing. */
  saveSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  /** Saves what was typed since the last time. */
  save() {
    if (!this.#timer || this.#isAsking) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    const draft = this.draft();
    if (!isStarted(draft)) return;
    if (this.#drafts.isChanged(draft.id, draft.saved_at)) {
      this.#isAsking = true;
      this.then.onConflict();
      return;
    }
    this.#write(draft);
  }

  /** What another window saved, as long as nothing was typed here since; else null. */
  newer() {
    const { id, saved_at } = this.draft();
    if (this.#timer || this.#isAsking || !this.#drafts.isChanged(id, saved_at)) return null;
    return repairDraft(this.#drafts.load(id));
  }

  /** Ends the question which version counts: theirs is returned, or ours is written. */
  settle(takesTheirs) {
    this.#isAsking = false;
    if (takesTheirs) return repairDraft(this.#drafts.load(this.draft().id));
    this.#write(this.draft());
    return this.draft();
  }

  /** @param {(event: StorageEvent) => boolean} event */
  concerns({ key }) {
    return key === PREFIX + this.draft().id;
  }

  eraseAll() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#isAsking = false;
    this.#drafts.eraseAll();
    openId = null;
    tabStorage()?.removeItem(OPEN);
  }

  #write(draft) {
    draft.saved_at = new Date().toISOString();
    this.#drafts.save(draft);
    openId = draft.id;
    try {
      tabStorage()?.setItem(OPEN, draft.id);
    } catch {
      // Full: a reload then asks which interview is meant.
    }
    this.then.onSaved(this.#drafts.kept);
  }
}

/** Even to name the storage throws where it is forbidden. */
function tabStorage() {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
