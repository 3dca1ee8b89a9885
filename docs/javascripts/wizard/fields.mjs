/** Between the draft and the form's fields, both ways. Fields name what they hold. */

/**
 * Puts what a field now holds into the draft.
 * @param {HTMLInputElement} field @param {object} draft
 * @returns {boolean} whether the field belongs to the draft.
 */
export function readField(field, draft) {
  const name = field.dataset.field;
  if (!name) return false;
  draft[name] = field.type === "checkbox" ? field.checked : field.value;
  if (name === "may_call" && field.checked) draft.channel = "call"; // Permission makes it welcome.
  return true;
}

/** Whether it holds what notes are made of, typed key by key. @param {HTMLElement} field */
export function isText(field) {
  return field.matches("[data-edit], [data-person-field]:not(select)");
}

/** Shows the draft in every field but the one being typed in. */
export function showFields(root, draft) {
  for (const field of root.querySelectorAll("[data-field]")) {
    showValue(field, draft[field.dataset.field]);
  }
}

/** @param {HTMLInputElement} field @param {string | boolean} value */
export function showValue(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else if (field.type === "radio") field.checked = field.value === value;
  else if (field.value !== value && !isBeingTyped(field)) field.value = value;
}

/** The id of a field in a note's card. @param {string} name @param {string} key of the note */
export function cardFieldId(name, key) {
  return `${name}-${key.replace(/\W/g, "-")}`;
}

/** Text, only where it differs: assistive technology is told of every change. */
export function showText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A half-typed date reads as empty; writing that back would erase it under the fingers. */
function isBeingTyped(field) {
  return field === document.activeElement && field.validity.badInput;
}

// A subject is one line (RFC 5322, 2.2). Its field has room for two, since a phone wraps it.
const SUBJECT = "[data-edit=subject]";
const BREAKS = ["insertLineBreak", "insertParagraph"];

/** The Enter key makes no second line. @param {InputEvent} event before the field takes it */
export function keepFromBreaking(event) {
  if (BREAKS.includes(event.inputType) && event.target.matches(SUBJECT)) event.preventDefault();
}

/** Text that was pasted may hold breaks: each becomes a space. @param {HTMLTextAreaElement} field */
export function keepOneLine(field) {
  if (!field.matches(SUBJECT) || !/[\r\n]/.test(field.value)) return;
  const at = field.selectionStart;
  field.value = field.value.replace(/\r\n?|\n/g, " ");
  field.setSelectionRange(at, at);
}
