/** What the drawing of the plan shows of a draft. */

import { dayInWords } from "../days.mjs";
import { words } from "../screen.mjs";
import { timeline as drawn } from "../timeline.mjs";

/**
 * @param {{on: string, step: string}[]} entries @param {object} draft
 * @returns {SVGElement}
 */
export function timeline(entries, draft) {
  const marks = marksOf(entries, draft);
  return drawn({ marks, labels: labelsOf(marks, draft) });
}

function marksOf(entries, { interviewed_on, decision_on }) {
  const marks = entries.map(({ on, step }) => ({ on, kind: step }));
  marks.push({ on: interviewed_on, kind: "interview" });
  if (decision_on) marks.unshift({ on: decision_on, kind: "promised" });
  return marks;
}

/** The interview, the promised day and the last day; the others are in the list. */
function labelsOf(marks, { interviewed_on, decision_on }) {
  const last = marks.map(({ on }) => on).sort().at(-1);
  const wanted = [
    { on: interviewed_on, name: words.plan.interview },
    ...(decision_on ? [{ on: decision_on, name: words.plan.promised, isAbove: true }] : []),
    ...(last === decision_on ? [] : [{ on: last, name: "" }]),
  ];
  return wanted.map(({ on, name, isAbove }) => {
    const day = dayInWords(on, { day: "numeric", month: "short" });
    return { on, isAbove, text: name ? `${day}, ${name}` : day };
  });
}
