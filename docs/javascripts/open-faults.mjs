/** The faults shown in a form, until each is mended: by typing, a button, or from elsewhere. */

import { clearFault, clearFaults, markFault } from "./field-faults.mjs";

/** @typedef {import("./field-faults.mjs").Fault} Fault */

export class OpenFaults {
  /** @type {(Fault & {answer: unknown, isOwn: boolean})[]} */
  #open = [];
  #root;
  #find;

  /** @param {HTMLElement} root @param {() => Fault[]} find by the form's own rules, as it is now */
  constructor(root, find) {
    this.#root = root;
    this.#find = find;
  }

  /** Says at the fields what is wrong. @param {Fault[]} faults of the form or of the service */
  show(faults) {
    clearFaults(this.#root);
    const found = this.#find();
    this.#open = faults.map((fault) => ({
      ...fault, answer: answerOf(this.#fieldOf(fault)), isOwn: isAmong(found, fault),
    }));
    for (const fault of faults) markFault(this.#root, fault);
  }

  /**
   * Takes the messages of mended answers away. An answer that was changed is no fault any more;
   * nor is one that depends on another, once the form's rules do not find it.
   * @returns {Fault[] | null} what is left, or null where nothing was mended
   */
  mend() {
    if (!this.#open.length) return null;
    const found = this.#find();
    const left = this.#open.filter((fault) => this.#isLeft(fault, found));
    if (left.length === this.#open.length) return null;
    for (const fault of this.#open) if (!left.includes(fault)) this.#clear(fault);
    this.#open = left;
    return left;
  }

  #isLeft(fault, found) {
    const isSame = answerOf(this.#fieldOf(fault)) === fault.answer;
    return isSame && (!fault.isOwn || isAmong(found, fault));
  }

  #clear(fault) {
    const field = this.#fieldOf(fault);
    if (field) clearFault(field);
  }

  #fieldOf({ field }) {
    return this.#root.querySelector(`[id="${CSS.escape(field)}"]`);
  }
}

function answerOf(field) {
  return field?.type === "checkbox" ? field.checked : field?.value;
}

function isAmong(faults, { field, message }) {
  return faults.some((one) => one.field === field && one.message === message);
}
