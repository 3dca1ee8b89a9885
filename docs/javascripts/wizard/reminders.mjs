/** Asking for reminders, and what is said about it: sent, refused, out of reach. */

import { likelyAddress, plainAddress } from "../addresses.mjs";
import { readerLocale } from "../days.mjs";
import { fill, words } from "../screen.mjs";
import { countryName, countryNames, zoneNames } from "../zones.mjs";
import { MAX_PEOPLE_REMINDED, followUpOf, isEntered } from "./draft.mjs";
import { faultsFromApi, reminderFaults } from "./faults.mjs";
import { showText } from "./fields.mjs";
import { watchForm } from "./sign-up.mjs";

/** As `LETTER_PAUSE` of the service: sooner, no second letter would leave. */
export const PAUSE_MS = 10 * 60_000;
const HOURS = { first: 6, last: 21 };

/** Fills the lists of hours, zones and countries. They come from the browser, by name. */
export function fillChoices(root, draft) {
  watchForm(root);
  const list = (name) => root.querySelector(`[data-field=${name}]`);
  if (list("hour").length) return;
  const time = new Intl.DateTimeFormat(readerLocale(), { timeStyle: "short", timeZone: "UTC" });
  for (let hour = HOURS.first; hour <= HOURS.last; hour++) {
    list("hour").append(new Option(time.format(Date.UTC(2026, 0, 1, hour)), `${hour}`));
  }
  for (const zone of zoneNames(draft.zone)) list("zone").append(new Option(zone.replaceAll("_", " "), zone));
  list("country").append(new Option(words.remind.zoneCountry, ""));
  for (const [code, name] of countryNames()) list("country").append(new Option(name, code));
}

/** Draws what depends on the draft: the hint at the address, the limit, asked or on or neither. */
export function showReminders(root, draft, answer) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const isAsked = Boolean(draft.asked);
  part("ask").hidden = isAsked;
  part("asked").hidden = !isAsked || Boolean(draft.asked.isOn);
  part("added").hidden = !isAsked || !draft.asked.isOn;
  if (isAsked) showText(part("asked-title"), fill(words.remind.asked, { address: plainAddress(draft.asked.address) }));
  const { zone, max_check_ins } = draft;
  keepChoosable(root.querySelector("[data-field=zone]"), zone, zone);
  keepChoosable(root.querySelector("[data-field=max_check_ins]"), max_check_ins, fill(words.plan.checkIns, { count: max_check_ins }));
  const meant = likelyAddress(draft.address);
  root.querySelector("[data-press=use-slip]").hidden = !meant;
  showText(part("slip-said"), meant ? fill(words.remind.slip, { address: meant }) : "");
  const count = draft.people.filter(isEntered).length;
  const max = MAX_PEOPLE_REMINDED;
  showText(part("people-limit"), count > max ? fill(words.remind.limit, { count, max }) : "");
  showText(root.querySelector("[data-field=country]").options[0], guessedCountry(draft, answer));
  const isChanged = isAsked && draft.asked.body && draft.asked.body !== fingerprint(draft);
  part("asked-changed").hidden = !isChanged;
}

/**
 * Sends the draft to be reminded of.
 * @param {object} draft @param {(body: object) => Promise<{isOn: boolean}>} send
 * @returns {Promise<{faults?: import("./faults.mjs").Fault[], said: string, asked?: object}>}
 *   `asked` is what the draft keeps once it was sent; `isOn` in it: without a letter
 */
export async function askForReminders(draft, send) {
  const faults = reminderFaults(draft);
  if (faults.length) return { faults, said: "" };
  const sent = { address: draft.address.trim(), body: fingerprint(draft) }; // The fields stay open meanwhile.
  try {
    const { isOn } = await send(followUpOf(draft));
    return { said: "", asked: { ...sent, at: new Date().toISOString(), isOn } };
  } catch (error) {
    if (error.name !== "ApiError") throw error;
    return refusal(error, draft);
  }
}

/** Until when a second letter would not leave, in the reader's time; "" once it would. */
export function waitsUntil(asked, now = Date.now()) {
  const end = Date.parse(asked.at) + PAUSE_MS;
  if (!(end > now)) return "";
  return new Intl.DateTimeFormat(readerLocale(), { timeStyle: "short" }).format(end);
}

function refusal(error, draft) {
  if (error.code === "press_again") return { said: error.message };
  const isRefused = error.status >= 400 && error.status < 500;
  if (!isRefused) return { said: words.remind.unreachable };
  const faults = faultsFromApi(error.fields ?? {}, draft);
  return { faults, said: faults.length ? "" : fill(words.remind.refused, error) };
}

/** A draft may come from a follow-up, whose page offers other values. */
function keepChoosable(list, value, text) {
  if (list.value === value) return;
  list.add(new Option(text, value));
  list.value = value;
}

function guessedCountry(draft, answer) {
  const isGuess = !draft.country && answer?.country;
  return isGuess
    ? fill(words.remind.countryNow, { country: countryName(answer.country) })
    : words.remind.zoneCountry;
}

/** Tells one body from another without keeping it twice. */
function fingerprint(draft) {
  let hash = 5381;
  for (const unit of JSON.stringify(followUpOf(draft))) hash = (hash * 33 + unit.codePointAt(0)) | 0;
  return `${hash}`;
}
