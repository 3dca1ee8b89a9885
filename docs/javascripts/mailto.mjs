/** Links that open the reader's own mail program. */

/** Longer links are cut by some mail programs (seen with Outlook and older webmail). */
const MAX_LINK_CHARS = 1_500;

/**
 * A `mailto:` link after RFC 6068, or null where it would be long enough to be cut.
 * @param {{to?: string | null, subject: string, body: string}} mail
 * @returns {string | null}
 */
export function mailtoLink({ to, subject, body }) {
  const lines = body.replace(/\r\n?|\n/g, "\r\n");
  const query = `subject=${encode(oneLine(subject))}&body=${encode(lines)}`;
  const link = `mailto:${encode(oneLine(to ?? "")).replace(/%40/g, "@")}?${query}`;
  return link.length < MAX_LINK_CHARS ? link : null;
}

/** Text without line breaks or other control characters. @param {string} text */
export function oneLine(text) {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();
}

function encode(text) {
  // A lone half of an emoji would throw.
  return encodeURIComponent(text.toWellFormed?.() ?? text.replace(/[\ud800-\udfff]/g, keepPairs));
}

function keepPairs(unit, at, text) {
  const pair = text.codePointAt(unit >= "\udc00" ? at - 1 : at) > 0xffff;
  return pair ? unit : "\ufffd";
}
