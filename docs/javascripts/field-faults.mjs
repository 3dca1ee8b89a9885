/** Faults at their fields, each with a line of a summary that leads there. */

import { h } from "./elements.mjs";

/** @typedef {{field: string, message: string}} Fault `field` is the id of the field */

/** Says at the field what is wrong. @param {ParentNode} root @param {Fault} fault */
export function markFault(root, { field: id, message }) {
  const field = fieldOf(root, id);
  if (!field || field.hasAttribute("aria-invalid")) return;
  const text = h("p", { id: `${field.id}-fault`, class: "field-error", "data-fault": true }, message);
  (field.closest(".actions") ?? field).before(text);
  field.setAttribute("aria-invalid", "true");
  const described = [field.getAttribute("aria-describedby"), text.id].filter(Boolean);
  field.setAttribute("aria-describedby", described.join(" "));
}

/** Takes the message at one field away, once its answer changes. @param {HTMLElement} field */
export function clearFault(field) {
  if (!field.hasAttribute("aria-invalid")) return;
  document.getElementById(`${field.id}-fault`)?.remove();
  field.removeAttribute("aria-invalid");
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ");
  const kept = others.filter((id) => id !== `${field.id}-fault`).join(" ");
  if (kept) field.setAttribute("aria-describedby", kept);
  else field.removeAttribute("aria-describedby");
}

/** @param {ParentNode} root */
export function clearFaults(root) {
  for (const field of root.querySelectorAll("[aria-invalid]")) clearFault(field);
}

/**
 * A line of the summary. The service may name what has no field here: then it leads nowhere.
 * @param {ParentNode} root @param {Fault} fault @param {(field: string) => void} goTo
 */
export function faultLine(root, { field, message }, goTo) {
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
