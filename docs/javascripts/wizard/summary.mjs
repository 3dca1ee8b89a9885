/** The error summary: takes focus, and each of its links leads to the answer it is about. */

import { clearFault as clearField, clearFaults as clearFields, faultLine, markFault } from "../field-faults.mjs";
import { plural, words } from "../screen.mjs";


/**
 * @param {HTMLElement} root @param {import("./faults.mjs").Fault[]} faults
 * @param {(field: string) => void} goTo shows and focuses a field by its id
 */
export function showFaults(root, faults, goTo) {
  clearFaults(root);
  if (!faults.length) return;
  const summary = root.querySelector("[data-summary]");
  root.querySelector("[data-summary-title]").textContent = plural(words.faults.title, faults.length);
  const entries = faults.map((fault) => faultLine(root, fault, goTo));
  root.querySelector("[data-summary-list]").replaceChildren(...entries);
  for (const fault of faults) markFault(root, fault);
  summary.hidden = false;
  summary.focus();
}

/** An answer that was changed is no fault any more; with the last one the summary goes. */
export function clearFault(field) {
  clearField(field);
  const root = field.closest("follow-up-wizard");
  if (!root.querySelector("[aria-invalid]")) root.querySelector("[data-summary]").hidden = true;
}

/** Takes the summary and the messages at the fields away. */
export function clearFaults(root) {
  root.querySelector("[data-summary]").hidden = true;
  clearFields(root);
}
