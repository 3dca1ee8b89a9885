import { mixesAlphabets } from "../alphabets.mjs";
import { call } from "../api.mjs";
import { h, own } from "../elements.mjs";
import { planList } from "../follow-ups/plan-list.mjs";
import { factsOf } from "../follow-ups/words.mjs";

/** How long the page waits for what it shows after the success. */
export const PATIENCE_MS = 5_000;

const MIXED = "This name has letters of two alphabets. Look whether it is the one you know.";

/** What waits for the press: one line each, with a tick where there are several. */
export function asked(found) {
  if (found.length === 1) return h("div", { class: "card" }, ...lines(found[0]));
  const choices = found.map((one) =>
    h("label", {}, h("input", { type: "checkbox", value: one.id, checked: true }), h("span", {}, ...lines(one))));
  return h("fieldset", { class: "choices card" }, h("legend", { class: "visually-hidden" }, "Interviews"), ...choices);
}

function lines(found) {
  const { employer, role, people, same_as } = found;
  const thanks = people ? ` ${people} ${people === 1 ? "person" : "people"} to thank.` : "";
  return [
    h("strong", {}, own(employer)), role ? h("span", {}, ", ", own(role)) : "",
    h("br"), h("span", { class: "small" }, factsOf(found), thanks),
    mixesAlphabets(`${employer} ${role}`) ? h("span", { class: "twin" }, MIXED) : "",
    same_as ? h("span", { class: "twin" }, "You already have a follow-up for this interview.") : "",
  ];
}

/**
 * The plans that were switched on. They are a courtesy here: without them the page is complete.
 * @returns {Promise<Node>}
 */
export async function plannedFor(ids, token, signal) {
  try {
    const { follow_ups: items } = await call("GET", "/follow-ups", { token, signal, patienceMs: PATIENCE_MS });
    const chosen = items.filter(({ id }) => ids.includes(id));
    return h("div", {}, ...chosen.flatMap((item) => [h("h3", {}, own(item.employer)), planList(item)]));
  } catch (error) {
    if (error.name !== "ApiError") throw error;
    return h("p", {}, "The first e-mail comes on the next day of your plan.");
  }
}

/** What to do when the link does not work. */
export function staleConfirmation() {
  return [
    h("p", {}, "It is too old, or a part of it is missing. Nothing was switched on, and nothing you wrote is lost."),
    h("ul", {},
      h("li", {}, "Open the newest e-mail from us and press its button. Some mail programs cut a long link: then copy all of it into the address bar."),
      h("li", {}, "The link works for 7 days. After that, ", h("a", { href: "../write/" }, "ask once more"), " on the page with your note; a new e-mail comes."),
      h("li", {}, "You have confirmed before? Then your reminders are on, and each e-mail opens your follow-up.")),
  ];
}
