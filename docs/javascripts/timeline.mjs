/** Days as a drawing. A list beside it says the same in words, so this one is silent. */

import { daysBetween } from "./days.mjs";

const SPACE = "http://www.w3.org/2000/svg";
const WIDTHS = { narrow: 340, wide: 640 }; // the letters keep their size
const NARROW = "(max-width: 767.98px)"; // as in the stylesheet of the wizard
const HEIGHT = 84;
const MARGIN = 12;
const LINE = 46;
const ABOVE = 16;
const BELOW = 78;

/**
 * @typedef {{on: string, kind: string, isOver?: boolean}} Mark `promised` is a line, all else a
 *   dot, `interview` the largest; `isOver` where it lies behind the reader
 * @typedef {{on: string, text: string, isAbove?: boolean}} Label
 * @param {{marks: Mark[], labels: Label[], until?: string}} drawn what lies before the day
 *   `until` is drawn as gone
 * @returns {SVGElement}
 */
export function timeline({ marks, labels, until }) {
  const width = window.matchMedia(NARROW).matches ? WIDTHS.narrow : WIDTHS.wide;
  const sorted = [...marks].sort((a, b) => a.on.localeCompare(b.on));
  const place = scale(sorted.map(({ on }) => on), width);
  const drawing = shape("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, "aria-hidden": "true" });
  drawing.append(rule(MARGIN, width - MARGIN));
  if (until) drawing.append(gone(Math.min(Math.max(place(until), MARGIN), width - MARGIN)));
  drawing.append(...sorted.map((mark) => dot(mark, place(mark.on))));
  drawing.append(...labels.map((label) => written(label, place(label.on), width)));
  return drawing;
}

/** Days to pixels, evenly: the distance on paper is the wait in life. */
function scale(days, width) {
  const first = days[0];
  const span = Math.max(daysBetween(first, days.at(-1)), 1);
  return (day) => MARGIN + (daysBetween(first, day) / span) * (width - 2 * MARGIN);
}

function rule(x1, x2, more = {}) {
  return shape("line", { x1, x2, y1: LINE, y2: LINE, ...more });
}

function gone(x) {
  return rule(MARGIN, x, { class: "is-gone" });
}

function dot({ kind, isOver }, x) {
  if (kind === "promised") {
    return shape("line", { class: "is-promised", x1: x, x2: x, y1: LINE - 22, y2: LINE + 10 });
  }
  const look = `is-${kind.replace("_", "-")}${isOver ? " is-over" : ""}`;
  return shape("circle", { class: look, cx: x, cy: LINE, r: kind === "interview" ? 7 : 5 });
}

function written({ text, isAbove }, x, width) {
  const label = shape("text", { x, y: isAbove ? ABOVE : BELOW, "text-anchor": anchor(x / width) });
  label.textContent = text;
  return label;
}

/** Labels near an edge grow away from it. */
function anchor(share) {
  if (share < 0.3) return "start";
  return share > 0.7 ? "end" : "middle";
}

function shape(name, attributes) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
