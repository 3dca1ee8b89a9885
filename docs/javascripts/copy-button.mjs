import { copyText } from "./clipboard.mjs";
import { h } from "./elements.mjs";

const SHOWN_MS = 2500;
const LABEL = "Copy";

/**
 * A button that copies the text and says so.
 * @param {string} text
 * @param {string} name what a screen reader calls it; begins with "Copy"
 * @returns {HTMLElement}
 */
export function copyButton(text, name) {
  const said = h("span", { role: "status", class: "visually-hidden" });
  const button = h("button", { type: "button", class: "copy-button", "aria-label": name }, LABEL);
  button.addEventListener("click", async () => {
    const outcome = (await copyText(text)) ? "Copied" : "Select the text to copy it";
    button.textContent = said.textContent = outcome;
    setTimeout(() => {
      button.textContent = LABEL;
      said.textContent = "";
    }, SHOWN_MS);
  });
  return h("span", { class: "copy" }, button, said);
}
