/**
 * Drafts of follow-ups on this device, one localStorage key each, so that two windows with
 * two interviews never overwrite one another. Where storage is refused (private mode) or
 * full, the drafts live in memory and `kept` says why.
 */

export const PREFIX = "follow-up-draft:";

// Outlives the page's element: the theme changes pages without loading them anew.
const memory = new Map();

export class Drafts {
  #storage;

  /** "yes", or why the drafts are gone when the page closes: "refused" or "full". */
  kept = "yes";

  /** @param {() => Storage} [open] may throw: browsers refuse storage by throwing on access. */
  constructor(open = () => window.localStorage) {
    try {
      this.#storage = open();
      this.#storage.setItem(`${PREFIX}probe`, "1");
      this.#storage.removeItem(`${PREFIX}probe`);
    } catch (error) {
      this.kept = isFull(error) ? "full" : "refused";
    }
  }

  /** Every draft, newest first. @returns {object[]} */
  list() {
    const all = new Map(this.#stored().map((draft) => [draft.id, draft]));
    for (const [id, draft] of memory) all.set(id, draft);
    return [...all.values()].sort((a, b) => (b.saved_at ?? "").localeCompare(a.saved_at ?? ""));
  }

  /** @param {string} id @returns {object | null} */
  load(id) {
    return this.list().find((draft) => draft.id === id) ?? null;
  }

  /** Whether another window saved this draft since. @param {string} savedAt as last known */
  isChanged(id, savedAt) {
    const stored = this.load(id)?.saved_at;
    return Boolean(stored) && stored !== savedAt;
  }

  /** Keeps the draft, in memory if it must. @param {{id: string}} draft */
  save(draft) {
    try {
      if (!this.#storage) throw new Error("no storage");
      this.#storage.setItem(PREFIX + draft.id, JSON.stringify(draft));
      memory.delete(draft.id);
      this.kept = "yes";
    } catch (error) {
      memory.set(draft.id, structuredClone(draft));
      this.kept = isFull(error) ? "full" : "refused";
    }
  }

  /** Erases one draft. @param {string} id */
  erase(id) {
    memory.delete(id);
    this.#storage?.removeItem(PREFIX + id);
  }

  /** Erases everything the wizard keeps on this device. */
  eraseAll() {
    for (const draft of this.list()) this.erase(draft.id);
    for (const key of this.#keys()) this.#storage.removeItem(key);
  }

  #stored() {
    return this.#keys().map((key) => parse(this.#storage.getItem(key))).filter(Boolean);
  }

  #keys() {
    if (!this.#storage) return [];
    return Object.keys(this.#storage).filter((key) => key.startsWith(PREFIX));
  }
}

function parse(text) {
  try {
    const draft = JSON.parse(text);
    return typeof draft?.id === "string" ? draft : null;
  } catch {
    return null;
  }
}

function isFull(error) {
  return error?.name === "QuotaExceededError";
}
