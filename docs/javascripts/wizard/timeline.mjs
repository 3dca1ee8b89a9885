/** The plan as a drawing. The list beside it says the same in words, so this one is silent. */

import { dayInWords, daysBetween } from "../days.mjs";
import { words } from "../screen.mjs";
import { isNarrow } from "./pages.mjs";

const SPACE = "http://www.w3.org/2000/svg";
const WIDTHS = { narrow: 340, wide: 640 }; // the letters keep their size
const MARGIN = 12;
const LINE = 46;

/**
 * @param {{on: string, step: string}[]} entries @param {object} draft
 * @returns {SVGElement}
 */
export function timeline(entries, draft) {
  const width = isNarrow() ? WIDTHS.narrow : WIDTHS.wide;
  const marks = marksOf(entries, draft);
  const place = scale(marks.map(({ on }) => on), width);
  const drawing = shape("svg", { viewBox: `0 0 ${width} 84`, "aria-hidden": "true" });
  drawing.append(shape("line", { x1: MARGIN, x2: width - MARGIN, y1: LINE, y2: LINE }));
  for (const mark of marks) drawing.append(dot(mark, place(mark.on)));
  drawing.append(...labelsOf(marks, draft, (day) => place(day) / width, width));
  return drawing;
}

function marksOf(entries, draft) {
  const marks = entries.map(({ on, step }) => ({ on, kind: step }));
  marks.push({ on: draft.interviewed_on, kind: "interview" });
  if (draft.decision_on) marks.unshift({ on: draft.decision_on, kind: "promised" });
  return marks.sort((a, b) => a.on.localeCompare(b.on));
}

/** Days to pixels, evenly: the distance on paper is the wait in life. */
function scale(days, width) {
  const first = days[0];
  const span = Math.max(daysBetween(first, days.at(-1)), 1);
  return (day) => MARGIN + (daysBetween(first, day) / span) * (width - 2 * MARGIN);
}

function dot({ kind }, x) {
  if (kind === "promised") {
    return shape("line", { class: "is-promised", x1: x, x2: x, y1: LINE - 22, y2: LINE + 10 });
  }
  const size = kind === "interview" ? 7 : 5;
  return shape("circle", { class: `is-${kind.replace("_", "-")}`, cx: x, cy: LINE, r: size });
}

/** The interview, the promised day and the last day; the others are in the list. */
function labelsOf(marks, draft, share, width) {
  const last = marks.at(-1).on;
  const wanted = [
    [draft.interviewed_on, words.plan.interview, 78],
    ...(draft.decision_on ? [[draft.decision_on, words.plan.promised, 16]] : []),
    ...(last === draft.decision_on ? [] : [[last, "", 78]]),
  ];
  return wanted.map(([on, name, y]) => {
    const day = dayInWords(on, { day: "numeric", month: "short" });
    const label = shape("text", { x: share(on) * width, y, "text-anchor": anchor(share(on)) });
    label.textContent = name ? `${day}, ${name}` : day;
    return label;
  });
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
