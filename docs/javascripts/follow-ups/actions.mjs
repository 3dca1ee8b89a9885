/**
 * What somebody can press for a follow-up, as data. A press is `{key, label, path, body, said}`:
 * `path` and `body` go to the API, `said` makes the sentence for afterwards from the new state.
 * Without a path the body is an edit of the follow-up itself.
 * @typedef {{key: string, label: string, path?: string, body: object, said: (item: any) => string}} Press
 */
import { ANSWERS, nextOf, todayIn, undoName } from "./words.mjs";

const MAX_CHECK_INS = 20; // as in `limits.py` of the service
const MORE_CHECK_INS = 3;

const DONE_LABELS = {
  check_in: "I called or wrote, no answer yet",
  any_news: "I called or wrote, no answer yet",
  thank_you: "I sent my thank-you note",
  reply: "I sent my reply",
  reconnect: "I wrote to them",
};

const REPLY_READY = "Your reply is ready below.";
const ANSWER_SAID = {
  offer: () => `Recorded: an offer. There are no more check-ins. ${REPLY_READY}`,
  rejection: () => `Recorded: they said no. There are no more check-ins. ${REPLY_READY}`,
  another_round: () => `Recorded: another interview. There are no more check-ins. ${REPLY_READY}`,
  withdrawn: () => "Recorded: you stopped. No more e-mails come about this one.",
};

/** @param {keyof ANSWERS} answer @returns {Press} */
export function answerPress(answer, label = ANSWERS[answer]) {
  return { key: `answer-${answer}`, label, path: "answer", body: { answer }, said: ANSWER_SAID[answer] };
}

/** @returns {Press[]} */
export function answerPresses() {
  return Object.keys(ANSWERS).map((answer) => answerPress(answer));
}

/** @param {number | "all"} person @returns {Press} */
export function thankedPress({ people }, person) {
  const whom = person === "all" ? "everyone" : people[person].name;
  return {
    key: `thanked-${person}`,
    label: `I thanked ${whom}`,
    path: "thanked",
    body: { person },
    said: (item) => `Recorded: you thanked ${whom}. ${nextOf(item)}`,
  };
}

/** One press for each person not yet thanked, and one for all of several. @returns {Press[]} */
export function thankedPresses(item) {
  const open = item.people.flatMap(({ thanked }, index) => (thanked ? [] : [index]));
  const each = open.map((index) => thankedPress(item, index));
  return open.length > 1 ? [...each, thankedPress(item, "all")] : each;
}

/** @param {{round: number, step: string, n: number}} entry @returns {Press} */
export function donePress({ round, step, n }) {
  return {
    key: `done-${round}-${step}-${n}`,
    label: DONE_LABELS[step] ?? "Done",
    path: "done",
    body: { round, step, n },
    said: (item) => `Recorded. ${nextOf(item)}`,
  };
}

/** The step somebody can have done by now: the newest that was mailed or whose day has come. */
export function donePresses(item) {
  const today = todayIn(item.zone);
  const entry = item.plan.findLast(({ step, sent_at, on, round }) =>
    round === item.round && isTickable(step, item) && (sent_at || on <= today || step === "reply"));
  return entry && !entry.done ? [donePress(entry)] : [];
}

/** A thank-you step is ticked person by person where people were entered. */
function isTickable(step, { people, answer }) {
  if (step === "thank_you") return !people.length;
  return answer ? ["reply", "reconnect"].includes(step) : true;
}

/** @param {{business_days: number} | {until: string}} body @returns {Press} */
export function snoozePress(body, label = "Remind me in 2 working days") {
  return { key: "snooze", label, path: "snooze", body, said: (item) => `Not today. ${nextOf(item)}` };
}

/** A later day for the decision: a new count of check-ins begins there. @returns {Press} */
export function moreTimePress(decision_on) {
  return { key: "more-time", label: "They need more time", body: { decision_on }, said: (item) => `Recorded: they need more time. ${nextOf(item)}` };
}

/** Now and then instead of often: three more check-ins, a week apart. @returns {Press} */
export function lessOftenPress(item) {
  const max_check_ins = Math.min(lastCheckIn(item) + MORE_CHECK_INS, MAX_CHECK_INS);
  return {
    key: "less-often",
    label: "Yes, less often",
    body: { persistence: "gentle", max_check_ins },
    said: (now) => `Recorded: less often. ${nextOf(now)}`,
  };
}

/** Whether nothing is left to make less often. */
export function isLessOften(item) {
  return item.persistence === "gentle" && Boolean(item.max_check_ins);
}

function lastCheckIn({ plan, round }) {
  const sent = plan.filter((entry) => entry.step === "check_in" && entry.round === round && (entry.sent_at || entry.done));
  return sent.at(-1)?.n ?? 0;
}

/** After a no: one e-mail in three months. @param {boolean} reconnect @returns {Press} */
export function reconnectPress(reconnect) {
  return {
    key: "reconnect",
    label: reconnect ? "Remind me in three months" : "Do not remind me of that",
    body: { reconnect },
    said: (item) => `Recorded. ${nextOf(item)}`,
  };
}

/** @returns {Press} */
export function stopPress() {
  return { key: "stop", label: "Stop this", path: "stop", body: {}, said: () => "Stopped. No more e-mails come about this one." };
}

/** @returns {Press[]} */
export function undoPresses({ undo }) {
  return undo ? [{ key: "undo", label: undoName(undo), path: "undo", body: {}, said: (item) => `Undone. ${nextOf(item)}` }] : [];
}
