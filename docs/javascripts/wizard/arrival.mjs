/** How a visit begins: with the draft of this tab, a new one, a deep link, a next interview. */

import { takeOver } from "../handover.mjs";
import { emptyDraft, repairDraft } from "./draft.mjs";
import { happeningIn } from "./happenings.mjs";

/**
 * @param {import("./keeper.mjs").Keeper} keeper
 * @param {string} chosen what the page's first question holds: it may be older than the script
 * @returns {{draft: object, others: object[], isLinked: boolean, isOpen: boolean}}
 */
export function arrive(keeper, chosen) {
  const linked = happeningIn(location.search);
  const from = new URLSearchParams(location.search).get("from");
  if (linked && from) return { draft: nextInterview(keeper, from, linked), others: [], isLinked: true, isOpen: false };
  const open = keeper.opened();
  const draft = open ?? { ...emptyDraft(), happened: chosen };
  if (linked) draft.happened = linked;
  const others = keeper.started().filter(({ id }) => id !== open?.id);
  return { draft, others, isLinked: Boolean(linked), isOpen: Boolean(open) };
}

/** A deep link answers the first question once; a reload should not answer it again. */
export function dropLink(fragment) {
  const address = new URL(location.href);
  for (const name of ["kind", "from"]) address.searchParams.delete(name);
  if (fragment) address.hash = fragment;
  history.replaceState(history.state, "", address);
}

/** Another interview with the same employer: a new draft, kept at once, as the link works once. */
function nextInterview(keeper, from, happened) {
  const draft = { ...draftOf(takeOver(from)), happened };
  keeper.saveSoon();
  return draft;
}

/** What a follow-up of the private page means as a draft; an empty one where nothing was left. */
function draftOf(left) {
  if (!left || typeof left !== "object") return emptyDraft();
  const { hour, max_check_ins, tone } = left;
  return repairDraft({
    ...left,
    hour: hour ? `${hour}` : emptyDraft().hour,
    max_check_ins: max_check_ins ? `${max_check_ins}` : "",
    formal: tone === "formal",
  });
}
