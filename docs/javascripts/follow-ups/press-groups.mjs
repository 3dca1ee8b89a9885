/** Everything that may have happened, as groups of presses under a question each. */

import { answerPresses, donePresses, reconnectPress, snoozePress, stopPress, thankedPresses } from "./actions.mjs";
import { MORE_TIME, NOT_TODAY } from "./intent.mjs";

/**
 * @typedef {{title: string, presses: import("./actions.mjs").Press[], days: import("./intent.mjs").Day[]}} Group
 * @param {any} item @param {import("./intent.mjs").Question | null} question what is asked already
 * @param {boolean} isWhole whether the link may change more than a letter may
 * @returns {Group[]}
 */
export function pressGroups(item, question, isWhole) {
  if (item.stopped_at) return [];
  const keys = question?.presses.map(({ key }) => key) ?? [];
  return (item.answer ? afterAnswer(item, isWhole) : beforeAnswer(item))
    .map(([title, presses, days = []]) => ({
      title,
      presses: presses.filter(({ key }) => !keys.includes(key)),
      days: days.filter((day) => day !== question?.day),
    }))
    .filter(({ presses, days }) => presses.length || days.length);
}

function beforeAnswer(item) {
  return [
    ["Did they answer?", answerPresses()],
    ["Still no answer?", donePresses(item)],
    ["Do they need more time?", [], [MORE_TIME]],
    ["Who have you thanked?", thankedPresses(item)],
    notToday(item),
    ["No more e-mails about this?", [stopPress()]],
  ];
}

function afterAnswer(item, isWhole) {
  const asksBack = isWhole && item.answer === "rejection";
  return [
    ["Your reply", donePresses(item)],
    ["Get back in touch one day?", asksBack ? [reconnectPress(!item.reconnect)] : []],
    ["Who have you thanked?", thankedPresses(item)],
    notToday(item),
    ["Change the answer", answerPresses().filter(({ body }) => body.answer !== item.answer)],
    ["No more e-mails about this?", [stopPress()]],
  ];
}

function notToday({ next }) {
  return ["Not today?", next ? [snoozePress({ business_days: 2 })] : [], next ? [NOT_TODAY] : []];
}
