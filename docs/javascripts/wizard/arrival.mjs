/** How a visit begins: with the draft of this tab, a new one, a deep link. */

import { emptyDraft } from "./draft.mjs";
import { happeningIn } from "./happenings.mjs";

/**
 * @param {import("./keeper.mjs").Keeper} keeper
 * @param {string} chosen what the page's first question holds: it may be older than the script
 * @returns {{draft: object, others: object[], isLinked: boolean, isOpen: boolean}}
 */
export function arrive(keeper, chosen) {
  const open = keeper.opened();
  const linked = happeningIn(location.search);
  const draft = open ?? { ...emptyDraft(), happened: chosen };
  if (linked) draft.happened = linked;
  const others = keeper.started().filter(({ id }) => id !== open?.id);
  return { draft, others, isLinked: Boolean(linked), isOpen: Boolean(open) };
}

/** A deep link answers the first question once; a reload should not answer it again. */
export function dropLink(fragment) {
  const address = new URL(location.href);
  address.searchParams.delete("kind");
  if (fragment) address.hash = fragment;
  history.replaceState(history.state, "", address);
}
