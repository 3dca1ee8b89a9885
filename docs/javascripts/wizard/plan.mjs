/** The plan, asked of the server as soon as the days make sense. No name travels. */

import { today } from "../days.mjs";
import { words } from "../screen.mjs";
import { dayFaults } from "./faults.mjs";

const PAUSE_MS = 300;

/** What `GET /api/plan` is asked: days and choices. @param {object} draft */
function planQuery(draft) {
  const { interviewed_on, decision_on, persistence, channel, zone, country, hour } = draft;
  const wanted = { interviewed_on, decision_on, persistence, channel, zone, country, hour };
  wanted.max_check_ins = draft.max_check_ins;
  return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value)).toString();
}

/** A year that is half typed, such as 0202, is none yet. @param {object} draft */
function withWholeDays(draft) {
  const whole = (day) => (day?.startsWith("0") ? "" : day);
  const { interviewed_on, decision_on } = draft;
  return { ...draft, interviewed_on: whole(interviewed_on), decision_on: whole(decision_on) };
}

/** Keeps the plan of the draft at hand. */
export class Planner {
  #load;
  #onChange;
  #query = null;
  #wait;
  #isCurrent = false;
  /** @type {(() => void)[]} */
  #waiting = [];

  /** The server's answer, or null: `{country, plan: […]}`. */
  answer = null;
  /** Why there is no plan to see, in words; "" where there is one. */
  said = "";
  /** Whether asking again may help. */
  mayRetry = false;

  /**
   * @param {(query: string) => Promise<object>} load rejects with the API's error
   * @param {() => void} onChange
   */
  constructor(load, onChange) {
    this.#load = load;
    this.#onChange = onChange;
  }

  /** The day of the next check-in, or null: notes say when their writer will ask again. */
  get nextOn() {
    return this.answer?.plan.find(({ step, on }) => step === "check_in" && on > today())?.on ?? null;
  }

  /** Whether what is held is about the answers as they are; else a request is under way. */
  get isCurrent() {
    return this.#isCurrent;
  }

  /** Fulfilled once it is. @returns {Promise<void>} */
  whenCurrent() {
    return new Promise((go) => (this.#isCurrent ? go() : this.#waiting.push(go)));
  }

  /** Another interview has other days; who waited for the old ones is not answered. */
  forget() {
    clearTimeout(this.#wait);
    this.#query = null;
    this.#isCurrent = false;
    this.#waiting = [];
    Object.assign(this, { said: "", answer: null, mayRetry: false });
  }

  /** Asks where the answers have changed, after a short pause in typing. */
  follow(written) {
    const draft = withWholeDays(written);
    const query = planQuery(draft);
    if (query === this.#query) return;
    this.#query = query;
    this.#isCurrent = false;
    clearTimeout(this.#wait);
    const [fault] = dayFaults(draft);
    if (fault) this.#settle(fault.message);
    else if (!draft.interviewed_on) this.#settle(words.plan.needsDay);
    else this.#wait = setTimeout(() => this.#ask(query), PAUSE_MS);
  }

  /** Asks once more, after a failure. */
  retry(draft) {
    this.#query = null;
    this.follow(draft);
  }

  async #ask(query) {
    if (!this.answer) this.#show(words.plan.working);
    try {
      const answer = await this.#load(query);
      if (query === this.#query) this.#settle(answer.plan.length ? "" : words.plan.nothing, answer);
    } catch (error) {
      if (error.name !== "ApiError") throw error;
      if (query === this.#query) this.#settle(refusalOf(error), null, !isRefused(error));
    }
  }

  #settle(said, answer = null, mayRetry = false) {
    this.#isCurrent = true;
    this.#show(said, answer, mayRetry);
    for (const go of this.#waiting.splice(0)) go();
  }

  #show(said, answer = null, mayRetry = false) {
    Object.assign(this, { said, answer, mayRetry });
    this.#onChange();
  }
}

function refusalOf(error) {
  if (!isRefused(error)) return words.plan.unreachable;
  return Object.values(error.fields ?? {}).join(" ") || error.message || words.plan.refused;
}

/** 429 passes by itself; other answers of the 400s are about what was asked. */
function isRefused({ status }) {
  return status >= 400 && status < 500 && status !== 429;
}
