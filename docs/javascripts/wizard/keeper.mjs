/**
 * Keeps the open draft on the device while it is written. Two windows may hold one draft:
 * what the other one saved is taken over, and never written over unasked.
 */

import { Drafts, PREFIX } from "../drafts.mjs";
import { isStarted, newId, repairDraft } from "./draft.mjs";

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
    this.#wait(() => this.save());
  }

  /** Saves what was typed since the last time. */
  save() {
    if (!this.#timer || this.#isAsking) return;
    this.#wait(null);
    const draft = this.draft();
    if (this.#drafts.isChanged(draft.id, draft.saved_at)) {
      this.#isAsking = true;
      this.then.onConflict();
      return;
    }
    this.#write(draft);
  }

  /** The writer goes on to another draft: where nobody chose between two versions, both stay. */
  leave() {
    this.save();
    if (this.#isAsking) this.#write({ ...this.draft(), id: newId(), asked: null });
    this.#wait(null);
    this.#isAsking = false;
  }

  /** Whether two versions wait for the writer's choice; until then nothing is saved. */
  get isAsking() {
    return this.#isAsking;
  }

  /** What another window saved, as long as nothing was typed here since; else null. */
  newer() {
    const { id, saved_at } = this.draft();
    if (this.#timer || this.#isAsking || !this.#drafts.isChanged(id, saved_at)) return null;
    return repairDraft(this.#drafts.load(id));
  }

  /** Ends the question which version counts: theirs is returned, as long as it is there, or ours is written. */
  settle(takesTheirs) {
    this.#wait(null);
    this.#isAsking = false;
    const ours = this.draft();
    const theirs = takesTheirs && this.#drafts.load(ours.id);
    if (theirs) return repairDraft(theirs);
    this.#write(ours);
    return ours;
  }

  /** @param {(event: StorageEvent) => boolean} event */
  concerns({ key }) {
    return key === PREFIX + this.draft().id;
  }

  eraseAll() {
    this.#wait(null);
    this.#isAsking = false;
    this.#drafts.eraseAll();
    openId = null;
    tabStorage()?.removeItem(OPEN);
  }

  /** @param {(() => void) | null} act null: there is nothing to wait for */
  #wait(act) {
    clearTimeout(this.#timer);
    this.#timer = act ? setTimeout(act, PAUSE_MS) : 0;
  }

  #write(draft) {
    if (!isStarted(draft)) return this.#drafts.erase(draft.id);
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
