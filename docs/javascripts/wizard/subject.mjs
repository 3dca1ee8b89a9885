/** A subject is one line (RFC 5322, 2.2). Its field has room for two, since a phone wraps it. */

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
