/**
 * What a note template may say: the answers of the form, turned into words that fit a
 * sentence. The twin of functions/followup/note_facts.py; a test compares the two.
 */

import { daysBetween } from "./days.mjs";
import { plain, reasonClause, saidToYou, shaped, stem, tidy } from "./note-detail.mjs";

export { tidy };

// Within them a weekday's name says which day is meant.
const WEEKDAYS_AHEAD = 6;
const WEEKDAYS_BACK = 4;
const AHEAD_ONLY = -1;
const SAME_YEAR_DAYS = 300;
const SAME_SEASON_DAYS = 31;
const DEEDS = ["receptionist", "helper", "coordinator"];
const ROLE_ENDS = ["(", ",", ";", "|", " - ", " – "];

/** A value for each name a template may use: text, a truth, or (others) a list of names. */
export function factsFor(followUp, person, occasion, words) {
  const relation = person ? (person.relation ?? "interviewer") : "";
  const formal = followUp.tone === "formal";
  const isDeed = DEEDS.includes(relation);
  const name = called(person?.name, words);
  const shape = shaped(person?.detail ?? "", words, isDeed, name);
  const { deed, sentence } = shape;
  const topic = relation === "recruiter" ? shape.topic : saidToYou(shape.topic, words);
  const reason = topic || deed || sentence ? clause(person?.reason ?? "", words, name) : "";
  return {
    name,
    titled: name.includes(" ") || words.titles.includes(plain(name).replace(/\.+$/, "")),
    relation,
    /** Few notes name them, and each key pressed about one person asks for a note. */
    get others() {
      const names = (followUp.people ?? []).map((other) => called(other.name, words));
      return names.filter((other) => other && other !== name);
    },
    employer: trimmed(followUp.employer, words),
    job: job(followUp.role, words, formal),
    role: roleWords(followUp.role, words),
    topic: isDeed ? "" : topic,
    about_topic: isDeed ? "" : told(topic, words),
    thing: isDeed ? topic : "",
    deed,
    sentence,
    reason: said(reason, words, isDeed ? "help" : "talk"),
    ...dayFacts(followUp, occasion, words),
    your_name: trimmed(followUp.your_name, words),
    your_number: trimmed(occasion.yourNumber, words),
    phone: trimmed(followUp.phone, words),
    ...calledFacts(followUp.call_whom, name, words),
    formal,
    by_hand: occasion.medium === "hand",
    may_call: Boolean(followUp.may_call),
    ask_why: occasion.askWhy ?? true,
  };
}

/** They may have said to call somebody else, or only "the front office". */
function calledFacts(callWhom, name, words) {
  const askFor = trimmed(callWhom, words) || name;
  return { ask_for: askFor, hello_to: called(askFor, words) };
}

/** Without "that" in front, but "that is how I learned it" keeps its own. */
function clause(typed, words, name) {
  const found = reasonClause(typed, words, name);
  const [first, ...rest] = found.split(" ");
  const second = plain(rest[0] ?? "");
  const isClause = words["small words"].includes(second) || words["opens a clause"].includes(second);
  const isLeadIn = plain(first) === "that" && isClause && !words["finite verbs"].includes(second);
  return isLeadIn ? rest.join(" ") : found;
}

/** The reason as a sentence, its full stop left to the note; "of the rain" is none by itself. */
function said(reason, words, join) {
  if (needsBecause(reason, words)) return `${entry(words["reason joins"], join)} ${reason}`;
  return reason.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** As "of the rain" and "when I was 16" do; "when I was 16, I started as one" is whole. */
function needsBecause(reason, words) {
  const [first, , ...rest] = reason.split(" ").map(stem);
  if (words["reasons that may need because"].includes(first)) {
    return !rest.some((word) => words.subjects.includes(word));
  }
  return words["reasons that need because"].includes(first);
}

/** After "told me" a noun needs "about"; "how you hand over" does not. */
function told(topic, words) {
  const isQuestion = words["question words"].includes(plain(topic.split(" ")[0]));
  return isQuestion || !topic ? topic : `about ${topic}`;
}

function dayFacts(followUp, { today, medium, nextOn, answerBy }, words) {
  const { interviewed_on: held, decision_on: decision } = followUp;
  // A note written before the interview is sent after it: count from that day on.
  const days = new Days(today > held ? today : held, medium === "hand", words);
  // Once it is past, "by Thursday" would sound like the one to come.
  const promised = new Days(days.today, days.byHand, words, AHEAD_ONLY);
  return {
    day: days.on(held),
    day_name: days.name(held),
    date: days.date(held),
    month: days.month(held),
    interview: days.interview(held),
    decision_day: decision ? promised.on(decision) : "",
    decision_name: decision ? promised.name(decision) : "",
    decision_ahead: Boolean(decision && decision > days.today),
    decision_past: Boolean(decision && decision <= days.today),
    next_day: nextOn ? days.on(nextOn) : days.form("no day"),
    answer_by: answerBy ? days.name(answerBy) : "",
  };
}

/** Days in words, seen from `today`. A card arrives later: it never says today or yesterday. */
class Days {
  constructor(today, byHand, words, weekdaysBack = WEEKDAYS_BACK) {
    Object.assign(this, { today, byHand, words, weekdaysBack });
  }

  form(key) {
    return entry(this.words.days, key);
  }

  on(day) {
    return this.#near(day) || `${this.form("before a day")} ${this.name(day)}`;
  }

  name(day) {
    if (this.#near(day)) return this.#near(day);
    if (this.#hasName(day)) return this.#filled("weekday", day);
    const isSameSeason = Math.abs(daysBetween(day, this.today)) <= SAME_SEASON_DAYS;
    return isSameSeason ? this.#filled("weekday and date", day) : this.date(day);
  }

  date(day) {
    const isFar = Math.abs(daysBetween(day, this.today)) > SAME_YEAR_DAYS;
    return this.#filled(isFar ? "date of another year" : "date", day);
  }

  interview(day) {
    if (this.#near(day) || this.#hasName(day)) return this.form("interview of a near day").replace("DAY", this.name(day));
    return this.form("interview").replace("DAY", this.on(day));
  }

  month(day) {
    const gap = Math.abs(daysBetween(day, this.today));
    if (gap <= SAME_SEASON_DAYS) return this.on(day);
    return this.#filled(gap > SAME_YEAR_DAYS ? "month of another year" : "month", day);
  }

  #hasName(day) {
    const gap = daysBetween(day, this.today);
    return gap >= -WEEKDAYS_AHEAD && gap <= this.weekdaysBack;
  }

  #near(day) {
    const key = { 0: "today", 1: "yesterday", [-1]: "tomorrow" }[daysBetween(day, this.today)];
    return key && !this.byHand ? this.form(key) : "";
  }

  #filled(key, day) {
    const [year, month, date] = day.split("-").map(Number);
    const fromMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    const text = this.form(key).replace("DAY", date).replace("YEAR", year);
    const named = text.replace("NAME", this.words.weekdays[fromMonday]);
    return named.replace("MONTH", this.words.months[month - 1]);
  }
}

function job(role, words, formal) {
  const said = roleWords(role, words);
  const tone = formal ? "formal" : "friendly";
  if (!said) return entry(words.jobs, tone);
  const saysItAll = words["job words"].includes(plain(said.split(" ").at(-1)));
  const key = saysItAll ? "role says it all" : `${tone} with role`;
  return entry(words.jobs, key).replace("ROLE", () => said);
}

function roleWords(role, words) {
  const text = trimmed(ROLE_ENDS.reduce((left, mark) => left.split(mark)[0], role ?? ""), words);
  const [first, ...rest] = text.split(" ");
  if (["a", "an", "the"].includes(plain(first)) && rest.length) return roleWords(rest.join(" "), words);
  const hasCapitalsAfter = plain(text.slice(1)) !== text.slice(1);
  const isPlainWord = /^[A-Z][a-z'-]+$/.test(first) && !words["names in roles"].includes(first);
  return isPlainWord && !hasCapitalsAfter ? plain(text.slice(0, 1)) + text.slice(1) : text;
}

function called(name, words) {
  const text = trimmed(name, words);
  return words["no names"].includes(plain(text.split(" ")[0])) ? "" : text;
}

function trimmed(text, words) {
  const started = tidy(text ?? "").replace(/^[ .,;:!?]+/, "");
  const line = started.replace(/[ .,;:!?]+$/, "");
  if (started[line.length] !== ".") return line;
  const last = plain(`${line.split(" ").at(-1)}.`);
  return words.abbreviations.some((short) => plain(short) === last) ? `${line}.` : line;
}

function entry(entries, key) {
  return entries.find((text) => text.startsWith(`${key}: `)).slice(key.length + 2);
}
