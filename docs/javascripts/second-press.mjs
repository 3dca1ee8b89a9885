import { button, h } from "./elements.mjs";

/**
 * A button for what cannot be taken back: the first press asks, the second one acts.
 * @param {{label: string, question: string, yes: string, no: string}} words
 * @param {() => void} act
 * @returns {HTMLElement}
 */
export function secondPress({ label, question, yes, no }, act) {
  const place = h("div", { class: "second-press" });
  const first = button(label, () => ask(), "button--danger");
  const refuse = button(no, () => back());
  const asked = h("div", { class: "question", role: "group", "aria-label": label },
    h("p", {}, question),
    h("p", { class: "actions" }, button(yes, act, "button--danger"), refuse));
  const ask = () => {
    place.replaceChildren(asked);
    refuse.focus();
  };
  const back = () => {
    place.replaceChildren(first);
    first.focus();
  };
  place.append(first);
  return place;
}
