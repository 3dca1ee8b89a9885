import { dayInWords } from "../days.mjs";
import { h } from "../elements.mjs";
import { folded } from "./folded.mjs";
import { stepName } from "./words.mjs";

const FIRST_SHOWN = 4;
const DAY = { weekday: "short", day: "numeric", month: "long" };

/** The dated steps of a follow-up: what is ahead first, the rest to unfold. */
export function planList({ plan, employer }) {
  const past = plan.filter(isOver);
  const ahead = plan.filter((entry) => !isOver(entry));
  const later = ahead.slice(FIRST_SHOWN);
  return h("div", { class: "plan-of", role: "group", "aria-label": `Plan: ${employer}` },
    listOf(ahead.slice(0, FIRST_SHOWN)),
    later.length ? folded(laterTitle(later.length), listOf(later)) : "",
    past.length ? folded("What was before", listOf(past)) : "");
}

function laterTitle(count) {
  return count === 1 ? "One later e-mail" : `${count} later e-mails`;
}

/** Whether a step lies behind the reader. */
export function isOver({ done, sent_at }) {
  return done || Boolean(sent_at);
}

function listOf(entries) {
  return entries.length ? h("ol", { class: "plan" }, ...entries.map(line)) : "";
}

function line(entry) {
  const state = entry.done ? "done" : entry.sent_at ? "sent" : "";
  return h("li", { "data-done": isOver(entry) },
    h("time", { datetime: entry.on }, dayInWords(entry.on, DAY)),
    h("span", { class: "plan__what" }, stepName(entry)),
    state && h("span", { class: "plan__state" }, state));
}
