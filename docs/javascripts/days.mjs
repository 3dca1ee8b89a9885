/**
 * Plain calendar days as `YYYY-MM-DD` text. A day is never a moment: all arithmetic runs
 * in UTC, so that no zone can move it.
 */

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
const FRIDAY = 5; // as Date counts them

/** Today where the reader is. @param {Date} [now] @returns {string} */
export function today(now = new Date()) {
  const pad = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** Whether the text names a day that exists. A year that is half typed is none. @param {string} text */
export function isDay(text) {
  const [, year, month, day] = SHAPE.exec(text ?? "") ?? [];
  if (!year || year < "1000") return false;
  const found = new Date(`${text}T00:00:00Z`);
  return found.getUTCMonth() + 1 === Number(month) && found.getUTCDate() === Number(day);
}

/** @param {string} day @param {number} count may be negative @returns {string} */
export function addDays(day, count) {
  return new Date(moment(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from the first to the second. @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return Math.round((moment(to) - moment(from)) / DAY_MS);
}

/** Whether the second day is more than so many years from the first, either way. */
export function isBeyond(day, base, years) {
  const shift = (count) => `${Number(base.slice(0, 4)) + count}`.padStart(4, "0") + base.slice(4);
  return day > shift(years) || day < shift(-years);
}

/** The Friday after a day, or so many weeks later. @param {string} day @param {number} weeks */
export function fridayAfter(day, weeks) {
  const ahead = (FRIDAY - new Date(moment(day)).getUTCDay() + 7) % 7 || 7;
  return addDays(day, ahead + 7 * weeks);
}

/** Saturday or Sunday, the weekend of most countries; the server knows the others. */
export function isWeekend(day) {
  return [0, 6].includes(new Date(moment(day)).getUTCDay());
}

/**
 * The day in the page's language and in the order of the reader's region: "Friday, 4 December".
 * @param {string} day @param {Intl.DateTimeFormatOptions} [parts]
 */
export function dayInWords(day, parts = { weekday: "long", day: "numeric", month: "long" }) {
  const key = JSON.stringify(parts);
  // Making one takes far longer than using it.
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(readerLocale(), { ...parts, timeZone: "UTC" }));
  }
  return formats.get(key).format(moment(day));
}

const formats = new Map();

/** The page's language with the reader's region: dates in familiar order, words not mixed. */
export function readerLocale() {
  const language = document.documentElement.lang || "en";
  const region = new Intl.Locale(navigator.language || language).region;
  return region ? `${language.slice(0, 2)}-${region}` : language;
}

function moment(day) {
  return Date.parse(`${day}T00:00:00Z`);
}
