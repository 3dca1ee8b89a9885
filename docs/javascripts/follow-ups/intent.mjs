/** What the link in the e-mail meant: the one question the page asks first. */
import {
  answerPress, answerPresses, donePress, isLessOften, lessOftenPress, moreTimePress, snoozePress, stopPress, thankedPress,
} from "./actions.mjs";
import { ANSWERS, NOT_BEFORE, nextOf } from "./words.mjs";

const ANSWER_QUESTIONS = {
  offer: ["Did you get an offer?", "Yes, I have an offer"],
  rejection: ["Did they say no?", "Yes, they said no"],
  another_round: ["Did they ask you to another interview?", "Yes, another interview"],
  withdrawn: ["Do you no longer want this job?", "Yes, I stopped"],
};

/**
 * @param {string} search the page's query
 * @returns {{does: string, answer?: string, person?: number | "all", step?: object} | null}
 */
export function intentIn(search) {
  const query = new URLSearchParams(search);
  const does = query.get("do");
  if (!Object.hasOwn(QUESTIONS, does ?? "")) return null;
  const person = query.get("person");
  return {
    does,
    answer: Object.hasOwn(ANSWERS, query.get("answer") ?? "") ? query.get("answer") : undefined,
    person: /^\d{1,2}$/.test(person ?? "") ? Number(person) : "all",
    step: { round: Number(query.get("round")), step: query.get("step") ?? "", n: Number(query.get("n")) },
  };
}

/**
 * A day to choose: `key` names its field.
 * @typedef {{key: string, label: string, press: (day: string) => import("./actions.mjs").Press}} Day
 */
export const NOT_TODAY = { key: "until", label: NOT_BEFORE, press: (until) => snoozePress({ until }) };
export const MORE_TIME = { key: "decision", label: "The new day they named", press: moreTimePress };

/**
 * The question for a follow-up, with its presses; `day` where one is asked for: its label and
 * the press that the chosen day makes; `text` where something is to be said; `stopsAll` where
 * all e-mails can be stopped as well.
 * Null where there is nothing left to ask, as after the press.
 * @typedef {{title: string, presses: import("./actions.mjs").Press[], day?: Day, text?: string, stopsAll?: boolean}} Question
 * @returns {Question | null}
 */
export function questionOf(intent, item) {
  if (!intent || item.stopped_at) return null;
  return QUESTIONS[intent.does](intent, item);
}

const QUESTIONS = {
  answered: ({ answer }, item) => {
    if (item.answer && (!answer || answer === item.answer)) return null;
    if (!answer) return { title: "What did they answer?", presses: answerPresses() };
    const [title, label] = ANSWER_QUESTIONS[answer];
    return { title, presses: [answerPress(answer, label)] };
  },
  thanked: ({ person }, item) => {
    const people = person === "all" ? item.people : [item.people[person]];
    if (!people.some((one) => one && !one.thanked)) return null;
    const press = thankedPress(item, person);
    return { title: `Did you thank ${person === "all" ? "everyone" : people[0].name}?`, presses: [{ ...press, label: `Yes, ${press.label}` }] };
  },
  done: ({ step }, item) => {
    const entry = item.plan.find((one) => one.round === step.round && one.step === step.step && one.n === step.n);
    if (!entry || entry.done) return null;
    return { title: "Have you done this?", presses: [donePress(entry)] };
  },
  snooze: () => ({ title: "Not today?", presses: [snoozePress({ business_days: 2 })], day: NOT_TODAY }),
  "more-time": () => ({ title: "When will they know?", presses: [], day: MORE_TIME }),
  "less-often": (_, item) => {
    if (item.answer || isLessOften(item)) return null;
    const text = "You are then asked to check in once a week, at most three more times.";
    return { title: "Fewer e-mails about this interview?", text, presses: [lessOftenPress(item)] };
  },
  "go-on": (_, item) => ({ title: "You go on as planned", text: `There is nothing to do here. ${nextOf(item)}`, presses: [] }),
  stop: () => ({ title: "Stop the e-mails about this interview?", presses: [stopPress()], stopsAll: true }),
  move: () => null,
};
