/** The plan as a calendar file (RFC 5545), made in the page: names never leave it. */

import { oneLine } from "./mailto.mjs";

/**
 * @param {{id: string, now: Date, entries: {key: string, at: string, title: string, text: string}[]}} plan
 * `at` is an instant in ISO form; `key` is the same for the same step, so that a second
 * import replaces the first.
 * @returns {string}
 */
export function calendarFile({ id, now, entries }) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//interview-follow-up//wizard//EN",
    "CALSCALE:GREGORIAN",
    ...entries.flatMap((entry) => event(id, now, entry)),
    "END:VCALENDAR",
  ];
  return lines.map(fold).join("\r\n") + "\r\n";
}

function event(id, now, { key, at, title, text }) {
  return [
    "BEGIN:VEVENT",
    `UID:${id}-${key}@interview-follow-up`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(new Date(at))}`,
    "DURATION:PT15M",
    `SUMMARY:${escaped(oneLine(title))}`,
    `DESCRIPTION:${escaped(text)}`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "TRIGGER:PT0M",
    `DESCRIPTION:${escaped(oneLine(title))}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

function stamp(date) {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function escaped(text) {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

/** Lines hold at most 75 bytes; a cut never falls inside a character. */
function fold(line) {
  const parts = [""];
  for (const character of line) {
    const bytes = new TextEncoder().encode(parts.at(-1) + character).length;
    if (bytes > 74) parts.push("");
    parts[parts.length - 1] += character;
  }
  return parts.join("\r\n ");
}
