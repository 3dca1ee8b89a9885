/** What happened, and what it asks for. The words are in `write.md`. */

const THANKS = { each: true, asksDetail: true };
const NEWS = { each: false, asksDetail: false };

/**
 * `each`: everyone gets a note, not only the first person; `asksDetail`: one thing talked
 * about is wanted; `isReply`: there is an answer, so no check-in is planned.
 * @type {Record<string, {each: boolean, asksDetail: boolean, isReply?: boolean}>}
 */
export const HAPPENINGS = {
  "just-interviewed": THANKS,
  "it-went-badly": THANKS,
  "forgot-to-ask": THANKS,
  waiting: NEWS,
  "more-time": NEWS,
  "another-round": { ...NEWS, isReply: true },
  offer: { ...NEWS, isReply: true },
  rejection: { each: false, asksDetail: true, isReply: true },
  silence: NEWS,
  "back-in-touch": { each: false, asksDetail: true, isReply: true },
};

/** The happening a deep link names, or undefined. @param {string} search `?kind=more-time` or `_` */
export function happeningIn(search) {
  const kind = (new URLSearchParams(search).get("kind") ?? "").replaceAll("_", "-");
  return Object.hasOwn(HAPPENINGS, kind) ? kind : undefined;
}
