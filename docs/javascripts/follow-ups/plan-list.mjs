import { dayInWords } from "../days.mjs";
import { h } from "../elements.mjs";
import { stepName } from "./words.mjs";

const FIRST_SHOWN = 4;
const DAY = { weekday: "short", day: "numeric", month: "long" };

/** The dated steps of a follow-up: what is ahead first, the rest to unfold. */
export function planList({ plan, employer }) {
  const past = plan.filter(isOver);
  const ahead = plan.filter((entry) => !isOver(entry));
  return h("div", { class: "plan-of", role: "group", "aria-label": `Plan: ${employer}` },
    listOf(ahead.slice(0, FIRST_SHOWN)),
    folded(laterTitle(ahead.length - FIRST_SHOWN), ahead.slice(FIRST_SHOWN)),
    folded("What was before", past));
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

function folded(title, entries) {
  return entries.length ? h("details", {}, h("summary", {}, title), listOf(entries)) : "";
}

function line(entry) {
  const state = entry.done ? "done" : entry.sent_at ? "sent" : "";
  return h("li", { "data-done": isOver(entry) },
    h("time", { datetime: entry.on }, dayInWords(entry.on, DAY)),
    h("span", { class: "plan__what" }, stepName(entry)),
    state && h("span", { class: "plan__state" }, state));
}
