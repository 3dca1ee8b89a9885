/** The words of a follow-up on screen, made from what the API says. */
import { dayInWords, readerLocale } from "../days.mjs";

export const ANSWERS = {
  offer: "Offer",
  rejection: "No",
  another_round: "Another interview",
  withdrawn: "I stopped",
};

export const NOT_BEFORE = "Or not before this day";

const ANSWERED = {
  offer: "You have an offer.",
  rejection: "They said no.",
  another_round: "They asked you to another interview.",
  withdrawn: "You stopped.",
};

const UNDONE = {
  answer: "Undo the answer",
  thanked: "Undo the thanks",
  done: "Undo “no answer yet”",
  snooze: "Undo “not today”",
  stop: "Undo the stop",
  edit: "Undo the change",
};

/** One entry of a plan. @param {{step: string, n: number, of: number | null}} entry */
export function stepName({ step, n, of }) {
  if (step === "check_in") return of ? `Check-in ${n} of ${of}` : `Check-in ${n}`;
  const names = { thank_you: "Thank-you note", reply: "Your reply", any_news: "Any news?", reconnect: "Get back in touch" };
  const again = n > 1 && ["thank_you", "reply"].includes(step) ? ", once more" : "";
  return `${names[step] ?? step}${again}`;
}

/** When the interview was and when they decide. */
export function factsOf({ interviewed_on, decision_on }) {
  const decision = decision_on ? `They decide on ${dayInWords(decision_on)}.` : "They named no day.";
  return `Interview on ${dayInWords(interviewed_on)}. ${decision}`;
}

/** Where the follow-up stands, in one or two sentences. */
export function stateOf(item) {
  if (item.stopped_at && item.answer) return `${ANSWERED[item.answer]} No more e-mails come about this one.`;
  if (item.stopped_at) return "Stopped. No more e-mails come about this one.";
  return [ANSWERED[item.answer], pauseOf(item), nextOf(item)].filter(Boolean).join(" ");
}

function pauseOf({ snooze_until: until, zone }) {
  return until && until > todayIn(zone) ? `Nothing comes before ${dayInWords(until)}.` : "";
}

/** @param {{next: any}} item */
export function nextOf({ next }) {
  if (!next) return "No more e-mails are planned.";
  return `The next e-mail comes on ${dayInWords(next.on)}: ${stepName(next).toLowerCase()}.`;
}

/** What the undo button says. */
export function undoName({ action }) {
  return UNDONE[action] ?? "Undo the last press";
}

/** An instant as day and time of day in the follow-up's zone. @param {string} at */
export function momentInWords(at, zone) {
  const parts = { weekday: "long", hour: "numeric", minute: "2-digit", timeZone: zone };
  return new Intl.DateTimeFormat(readerLocale(), parts).format(new Date(at));
}

/** The day it is where the follow-up's days are counted. @returns {string} `YYYY-MM-DD` */
export function todayIn(zone, now = new Date()) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  const { year, month, day } = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}
