import { dayInWords } from "../days.mjs";
import { h } from "../elements.mjs";
import { timeline } from "../timeline.mjs";
import { isOver } from "./plan-list.mjs";
import { todayIn } from "./words.mjs";

const SHORT = { day: "numeric", month: "short" };

/** Interview, promised day and steps on one line, today included; the list below says the same. */
export function planDrawing(item) {
  const { interviewed_on, decision_on, plan, zone } = item;
  const marks = [
    ...(decision_on ? [{ on: decision_on, kind: "promised" }] : []),
    ...plan.map((entry) => ({ on: entry.on, kind: entry.step, isOver: isOver(entry) })),
    { on: interviewed_on, kind: "interview" },
  ];
  const last = marks.map(({ on }) => on).sort().at(-1);
  return h("figure", { class: "plan-drawing" },
    timeline({ marks, labels: labelsOf(item, last), until: todayIn(zone) }),
    h("figcaption", {}, spanOf(interviewed_on, last)));
}

function labelsOf({ interviewed_on, decision_on }, last) {
  const label = (on, name) => `${dayInWords(on, SHORT)}${name}`;
  return [
    { on: interviewed_on, text: label(interviewed_on, ", interview") },
    ...(decision_on ? [{ on: decision_on, text: label(decision_on, ", the day they named"), isAbove: true }] : []),
    ...(last === decision_on || last === interviewed_on ? [] : [{ on: last, text: label(last, "") }]),
  ];
}

function spanOf(from, to) {
  const parts = { day: "numeric", month: "long" };
  return `From the interview on ${dayInWords(from, parts)} to ${dayInWords(to, parts)}. The strong part of the line ends today.`;
}
