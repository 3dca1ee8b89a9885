/** The error summary: takes focus, and each of its links leads to the answer it is about. */

import { h } from "../elements.mjs";
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
  const entries = faults.map((fault) => entry(root, fault, goTo));
  root.querySelector("[data-summary-list]").replaceChildren(...entries);
  for (const { field, message } of faults) mark(root, field, message);
  summary.hidden = false;
  summary.focus();
}

/** Takes the summary and the messages at the fields away. */
export function clearFaults(root) {
  root.querySelector("[data-summary]").hidden = true;
  for (const message of root.querySelectorAll("[data-fault]")) message.remove();
  for (const field of root.querySelectorAll("[aria-invalid]")) unmark(field);
}

/** Takes the message at one field away, once its answer changes. */
export function clearFault(field) {
  if (!field.hasAttribute("aria-invalid")) return;
  document.getElementById(`${field.id}-fault`)?.remove();
  unmark(field);
}

/** The service may name what has no field here: then there is nothing to lead to. */
function entry(root, { field, message }, goTo) {
  if (!fieldOf(root, field)) return h("li", {}, message);
  const follow = (event) => {
    event.preventDefault();
    event.stopPropagation(); // The theme follows links of its own accord.
    goTo(field);
  };
  return h("li", {}, h("a", { href: `#${field}`, onclick: follow }, message));
}

function fieldOf(root, id) {
  return root.querySelector(`[id="${CSS.escape(id)}"]`);
}

function mark(root, name, message) {
  const field = fieldOf(root, name);
  if (!field || field.hasAttribute("aria-invalid")) return;
  const look = { id: `${field.id}-fault`, class: "field-error", "data-fault": true };
  const text = h("p", look, message);
  (field.closest(".actions") ?? field).before(text);
  field.setAttribute("aria-invalid", "true");
  const described = [field.getAttribute("aria-describedby"), text.id].filter(Boolean);
  field.setAttribute("aria-describedby", described.join(" "));
}

function unmark(field) {
  field.removeAttribute("aria-invalid");
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ");
  const kept = others.filter((id) => id !== `${field.id}-fault`).join(" ");
  if (kept) field.setAttribute("aria-describedby", kept);
  else field.removeAttribute("aria-describedby");
}
