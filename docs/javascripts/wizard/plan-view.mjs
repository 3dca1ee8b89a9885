/** The plan on the page: a drawing, and the same in words. */

import { dayInWords } from "../days.mjs";
import { h } from "../elements.mjs";
import { fill, plural, words } from "../screen.mjs";
import { countryName } from "../zones.mjs";
import { isEntered } from "./draft.mjs";
import { showText } from "./fields.mjs";
import { isNarrow } from "./pages.mjs";
import { timeline } from "./timeline.mjs";

const SHOWN_CHECK_INS = 3;

/** @param {HTMLElement} root @param {object} draft @param {import("./plan.mjs").Planner} planner */
export function showPlan(root, draft, { answer, isCurrent, said, mayRetry }) {
  if (answer && !isCurrent) return; // Its days stay as they were drawn: new words would not fit them.
  const part = (name) => root.querySelector(`[data-${name}]`);
  const entries = answer ? entriesOf(answer.plan, draft) : [];
  showText(part("plan-said"), said || (entries.length ? words.plan.ready : ""));
  root.querySelector("[data-press=plan-again]").hidden = !mayRetry;
  part("plan").hidden = !entries.length;
  part("plan-mail").hidden = !entries.length;
  if (!entries.length) return;
  drawAnew(part("plan"), entries, draft, answer.country);
}

/**
 * The plan with its words: what comes, and why then. Who is thanked is not to be thanked again.
 * @param {{step: string, n: number, of: number | null, on: string}[]} plan @param {object} draft
 */
export function entriesOf(plan, draft) {
  const entered = draft.people.filter(isEntered);
  const isThanked = entered.length > 0 && entered.every(({ thanked }) => thanked);
  const wanted = plan.filter(({ step }) => step !== "thank_you" || !isThanked);
  return wanted.map((entry) => {
    const { what, why } = words.plan.steps[wordsKey(entry, draft)];
    const ask = words.plan.ask[draft.channel];
    return { ...entry, what: fill(what, entry), why: fill(why, { ask }) };
  });
}

/** Only where something changed: most drawing happens while somebody types elsewhere. */
function drawAnew(root, entries, draft, country) {
  const shown = JSON.stringify([country, entries, draft.interviewed_on, draft.decision_on, isNarrow()]);
  if (drawn.get(root) === shown) return;
  drawn.set(root, shown);
  const part = (name) => root.querySelector(`[data-${name}]`);
  const isLate = ({ step, n }) => step === "check_in" && n > SHOWN_CHECK_INS;
  const late = entries.slice(entries.some(isLate) ? entries.findIndex(isLate) : entries.length);
  const early = entries.slice(0, entries.length - late.length);
  showText(part("plan-country"), countryNote(country));
  part("timeline").replaceChildren(timeline(entries, draft));
  showText(part("timeline-said"), spanOf(entries, draft));
  part("plan-list").replaceChildren(...early.map(line));
  part("plan-rest").hidden = !late.length;
  showText(part("plan-rest-title"), plural(words.plan.rest, late.length));
  part("plan-rest-list").replaceChildren(...late.map(line));
}

const drawn = new WeakMap();

function wordsKey({ step, n, of, on }, draft) {
  if (step === "thank_you" && n > 1) return "thank_you_again";
  if (step !== "check_in") return step;
  if (n > 1) return of ? "check_in_of" : "check_in";
  if (!draft.decision_on) return "check_in_open";
  return on === draft.decision_on ? "check_in_first" : "check_in_after";
}

function spanOf(entries, draft) {
  const parts = { day: "numeric", month: "long" };
  const [from, to] = [draft.interviewed_on, entries.at(-1).on].map((day) => dayInWords(day, parts));
  return fill(words.plan.summary, { from, to });
}

function countryNote(country) {
  return country
    ? fill(words.plan.country, { country: countryName(country) })
    : words.plan.noCountry;
}

function line({ on, what, why }) {
  const time = h("time", { datetime: on }, dayInWords(on));
  return h("li", {}, time, h("strong", {}, what), h("span", {}, why));
}
