/** The drafts on this device, as the reader sees them. */

import { dayInWords, today } from "../days.mjs";
import { h } from "../elements.mjs";
import { fill, words } from "../screen.mjs";
import { isEntered } from "./draft.mjs";
import { showText } from "./fields.mjs";

/** Says whether drafts are kept. @param {"yes" | "full" | "refused"} kept */
export function showKeeping(root, kept) {
  showText(root.querySelector("[data-kept]"), words.keeping[kept]);
}

/** Offers to go on with a draft. @param {object[]} drafts none: the offer goes away */
export function showDrafts(root, drafts) {
  root.querySelector("[data-draft-list]").replaceChildren(...drafts.map(entry));
  root.querySelector("[data-drafts]").hidden = !drafts.length;
}

function entry(draft) {
  const look = { type: "button", class: "button wizard-draft", translate: "no", dir: "auto" };
  const press = { "data-press": "open-draft", "data-draft": draft.id };
  return h("li", {}, h("button", { ...look, ...press }, titleOf(draft)));
}

function titleOf(draft) {
  const names = draft.people.filter(isEntered).map(({ name }) => name.trim()).filter(Boolean);
  const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? " …" : "");
  return fill(words.keeping.draft, {
    employer: draft.employer.trim() || words.keeping.untitled,
    people: shown || words.keeping.nobody,
    day: dayInWords(today(new Date(draft.saved_at || Date.now())), { dateStyle: "medium" }),
  });
}
