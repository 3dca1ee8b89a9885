/**
 * Why each sentence stands there: a mark at the edge of the note, in the line where the sentence
 * begins. The note is one field, so that it can be edited; a copy of its text that nobody sees
 * lies over it and holds the marks, so that they move with the lines.
 */

import { h } from "../elements.mjs";
import { fill, words } from "../screen.mjs";
import { afterPress } from "./drawing.mjs";

const QUOTED_WORDS = 6;
const PAUSE_MS = 200;

/**
 * Draws the marks of a suggestion; an edited note has none. While somebody types about a person
 * they wait for a pause: the note itself must follow every key.
 * @param {HTMLElement} lines the copy @param {import("./suggestions.mjs").Note} note
 */
export function showReasons(lines, { key, body, reasons, isEdited }) {
  const shown = isEdited ? "" : body;
  if (drawn.get(lines) === shown) return;
  const mayWait = Boolean(drawn.get(lines)) && !isEdited;
  drawn.set(lines, shown);
  clearTimeout(waiting.get(lines));
  // A press may hold it back until another text is there: then that one draws.
  const isLatest = () => drawn.get(lines) === shown;
  const draw = () => isLatest() && redraw(lines, isEdited ? [] : marked(body, reasons, key));
  if (mayWait) waiting.set(lines, setTimeout(() => afterPress(draw), PAUSE_MS));
  else draw();
}

/** A reason that is open stays open, and a mark that has the focus keeps it. */
function redraw(lines, parts) {
  const marks = () => [...lines.querySelectorAll("[data-press=why]")];
  const open = marks().findIndex((mark) => mark.getAttribute("aria-expanded") === "true");
  const focused = marks().indexOf(document.activeElement);
  lines.replaceChildren(...parts);
  if (marks()[open]) setOpen(marks()[open], true);
  marks()[focused]?.focus({ preventScroll: true });
}

const drawn = new WeakMap();
const waiting = new WeakMap();

/** Shows the reason of a mark, or puts it away; the others of the note go. @param {HTMLElement} mark */
export function turnReason(mark) {
  const isOpen = mark.getAttribute("aria-expanded") === "true";
  foldReasons(mark.closest("[data-lines]"));
  setOpen(mark, !isOpen);
}

/** Puts the open reasons in an element away. @param {HTMLElement} root */
export function foldReasons(root) {
  for (const mark of root.querySelectorAll("[data-press=why][aria-expanded=true]")) setOpen(mark, false);
}

function setOpen(mark, isOpen) {
  mark.setAttribute("aria-expanded", `${isOpen}`);
  document.getElementById(mark.getAttribute("aria-controls")).hidden = !isOpen;
}

/** The text, with a mark after the first word of each passage and its reason after the last. */
function marked(body, reasons, key) {
  let from = 0;
  const parts = reasons.flatMap(({ line, why }, at) => {
    const id = `why-${key.replace(/\W/g, "-")}-${at}`;
    const start = body.indexOf(line, from);
    const afterWord = start + line.split(/\s/)[0].length;
    const texts = [body.slice(from, afterWord), body.slice(afterWord, start + line.length)];
    from = start + line.length;
    const spoken = anchored(reasonOf(why, id));
    spoken.setAttribute("aria-live", "polite");
    return [texts[0], anchored(markOf(line, id)), texts[1], spoken];
  });
  return [...parts, body.slice(from)];
}

/** Out of the flow, and yet in the line where it stands. */
function anchored(element) {
  return h("span", { class: "wizard-anchor" }, element);
}

function markOf(line, id) {
  const quoted = line.split(/\s+/).slice(0, QUOTED_WORDS).join(" ");
  const label = h("span", { class: "visually-hidden", translate: "yes" }, fill(words.notes.why, { line: quoted }));
  const onkeydown = ({ key, currentTarget }) => key === "Escape" && setOpen(currentTarget, false);
  const look = { type: "button", class: "wizard-why", "data-press": "why", onkeydown };
  return h("button", { ...look, "aria-expanded": "false", "aria-controls": id }, label);
}

function reasonOf(why, id) {
  return h("span", { id, class: "wizard-reason", translate: "yes", hidden: true }, why);
}
