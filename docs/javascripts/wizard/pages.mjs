/** One question at a time on a small screen; on a wide one all of them, on one page. */

import { fill, plural, words } from "../screen.mjs";
import { placeOf, progressOf, stepAfter, stepAt, stepBefore } from "./steps.mjs";
import { showText } from "./fields.mjs";

// Alone on their page where the screen is narrow.
const QUESTIONS = ["who", "detail", "reason", "you"];
// As in `wizard.css`.
const NARROW = "(max-width: 767.98px)";
// The Enter key is no answer to them, and moves on from the first question only.
const TICKED = "[type=checkbox], [type=radio]:not([name=kind])";

/** @returns {boolean} */
export function isNarrow() {
  return window.matchMedia(NARROW).matches;
}

/** The step the address names, the first where it names nothing; or undefined. */
export function stepInAddress(steps) {
  return location.hash ? stepAt(steps, location.hash) : steps[0];
}

/**
 * Marks what the step shows. The stylesheet hides the rest where the screen is narrow.
 * @param {import("../wizard.mjs").FollowUpWizard} root @param {import("./steps.mjs").Step[]} steps
 * @param {import("./steps.mjs").Step} current
 */
export function showStep(root, steps, current) {
  const part = partOf(root, current);
  if (!part?.classList.contains("is-current")) markCurrent(root, part);
  root.dataset.step = current.name;
  const progress = progressOf(steps, current);
  showText(root.querySelector("[data-progress]"), progress ? fill(words.moves.progress, progress) : "");
  const place = placeOf(steps, current);
  root.querySelector("[data-press=back]").classList.toggle("is-gone", place === 0);
  const isPastNotes = steps.slice(0, place).some(({ name }) => name === "notes");
  const isBack = stepBefore(steps, current).name === "notes";
  root.querySelector("[data-press=to-notes]").hidden = !isPastNotes || isBack;
  const next = stepAfter(steps, current, root.draft);
  root.querySelector("[data-next]").hidden = next === current;
  showText(root.querySelector("[data-next]"), labelOf(next, current, root.notes.length));
}

function markCurrent(root, part) {
  for (const shown of root.querySelectorAll(".is-current")) shown.classList.remove("is-current");
  for (let shown = part; shown && shown !== root; shown = shown.parentElement) {
    shown.classList.add("is-current");
  }
}

/** Puts the cursor where the step begins: its one field, or what is marked as its heading. */
export function focusStep(root, current) {
  const part = partOf(root, current);
  const isQuestion = QUESTIONS.includes(current.name);
  const target = part?.querySelector(isQuestion ? "[tabindex='-1'], input, textarea" : "h2");
  target?.focus({ preventScroll: isNarrow() });
  if (isNarrow()) root.scrollIntoView({ block: "start", behavior: "instant" });
}

/**
 * The Enter key goes to the next field of the question, then to the next question.
 * @param {import("../wizard.mjs").FollowUpWizard} root @param {SubmitEvent} event
 * @param {(field: HTMLElement) => void} ask for reminders
 */
export function goByEnter(root, event, ask) {
  event.preventDefault();
  const field = document.activeElement;
  if (field.matches(TICKED)) return;
  if (field.matches("[data-field=address]")) ask(field);
  else if (fieldAfter(field)) fieldAfter(field).focus();
  else root.goOn(field);
}

/**
 * The next field of the same question, or undefined. A question that stands alone on its page
 * is answered by its first field.
 * @param {HTMLElement} element
 */
function fieldAfter(element) {
  const step = element.closest("[data-step]");
  const isAlone = isNarrow() && QUESTIONS.includes(step?.dataset.step);
  if (!element.matches("input:not([type=radio], [type=checkbox])") || isAlone) return undefined;
  const fields = [...step.querySelectorAll("input, select, textarea")];
  return fields.slice(fields.indexOf(element) + 1).find((field) => field.checkVisibility?.() ?? true);
}

/** Puts the cursor into a field, wherever it is folded away. @param {HTMLElement} field */
export function reveal(field) {
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  field.scrollIntoView({ block: "center", behavior: "instant" });
}

/** The step that holds an element. @param {import("./steps.mjs").Step[]} steps */
export function stepOf(element, steps, person) {
  const name = element.closest("[data-step]")?.dataset.step;
  return steps.find((step) => step.name === name && (step.person ?? person) === person) ??
    steps.find((step) => step.name === name);
}

function partOf(root, { name, person }) {
  const parts = root.querySelectorAll(`[data-step="${name}"]`);
  return parts[person ?? 0];
}

function labelOf(next, current, noteCount) {
  if (next.name === "notes") return plural(words.moves.toNote, noteCount);
  const isRefining = current.name === "notes" || next.name !== "interview";
  return (isRefining && words.moves[next.name]) || words.moves.next;
}
