/** The plan as an e-mail from the writer to themselves: no service is needed, and nothing is kept. */

import { isAddress } from "../addresses.mjs";
import { dayInWords } from "../days.mjs";
import { mailtoLink } from "../mailto.mjs";
import { fill, words } from "../screen.mjs";
import { entriesOf } from "./plan-view.mjs";

/**
 * A link with the days and the texts; where that is too long for a link, with the days alone.
 * @param {{draft: object, notes: import("./suggestions.mjs").Note[],
 *   plan: import("./plan.mjs").Planner}} wizard
 * @returns {string}
 */
export function planLink({ draft, notes, plan }) {
  const { subject, unnamed } = words.plan.mail;
  const employer = draft.employer.trim();
  const named = employer ? fill(subject, { employer }) : unnamed;
  const days = entriesOf(plan.answer?.plan ?? [], draft).map(({ on, what }) => `${dayInWords(on)}: ${what}`);
  const texts = notes.map(({ title, subject: about, body }) => [title, about, body].filter(Boolean).join("\n\n"));
  const short = days.join("\n");
  const to = isAddress(draft.address.trim()) ? draft.address.trim() : "";
  return (
    mailtoLink({ to, subject: named, body: [short, ...texts].join("\n\n\n") }) ??
    mailtoLink({ to, subject: named, body: short }) ??
    mailtoLink({ to, subject: unnamed, body: short }) ??
    "mailto:"
  );
}
