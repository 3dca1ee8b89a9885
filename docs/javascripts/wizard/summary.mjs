/** The error summary: takes focus, and each of its links leads to the answer it is about. */

import { clearFaults as clearFields, faultLine, markFault } from "../field-faults.mjs";
import { plural, words } from "../screen.mjs";

export { clearFault } from "../field-faults.mjs";

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

/** Takes the summary and the messages at the fields away. */
export function clearFaults(root) {
  root.querySelector("[data-summary]").hidden = true;
  clearFields(root);
}
