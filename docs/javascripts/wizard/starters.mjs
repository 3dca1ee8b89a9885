/** Whole sentences to start from, for who cannot think of one: a press puts one into the field. */

import { h } from "../elements.mjs";
import { words } from "../screen.mjs";
import { showText } from "./fields.mjs";

/** Whether these are the writer's own words, which no press may replace. @param {string} reason */
export function isOwn(reason) {
  const typed = reason.trim();
  return Boolean(typed) && !Object.values(words.reason.starters).flat().includes(typed);
}

/** @param {HTMLElement} part @param {object} person @param {boolean} isHelp */
export function showStarters(part, { relation, reason }, isHelp) {
  part.hidden = isOwn(reason);
  const kind = isHelp ? "help" : relation === "recruiter" ? "recruiter" : "talk";
  const list = part.querySelector("ul");
  if (list.dataset.kind !== kind) {
    list.dataset.kind = kind;
    list.replaceChildren(...words.reason.starters[kind].map(starter));
  }
  const typed = reason.trim();
  for (const button of list.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", `${button.textContent === typed}`);
  }
  showText(part.nextElementSibling, typed ? words.reason.taken : "");
}

/** English like the notes, whatever the page is translated to. */
function starter(sentence) {
  const look = "button wizard-small wizard-starter";
  return h("li", {}, h("button", { type: "button", class: look, "data-press": "starter", translate: "no" }, sentence));
}
