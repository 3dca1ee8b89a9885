import { h } from "./elements.mjs";

/**
 * Tells people from programs that fill in every form they find. Nobody is turned away: the service
 * asks to press once more, and the second press says so.
 */
export class Doorkeeper {
  #since = performance.now();
  #isAgain = false;
  // Off the screen by its class, out of the tab order, and nothing for autofill to recognize.
  #trap = h("input", {
    type: "text", name: "website", tabindex: "-1", autocomplete: "off", translate: "no",
    "data-1p-ignore": true, "data-lpignore": "true", "data-bwignore": true, "data-form-type": "other",
  });

  /** To stand in the form. @type {HTMLElement} */
  element = h("div", { class: "visually-hidden", "aria-hidden": "true" },
    h("label", {}, "Leave this empty ", this.#trap));

  /** What goes with the form. @returns {{website: string, seconds: number, again?: boolean}} */
  get fields() {
    const seconds = Math.floor((performance.now() - this.#since) / 1000);
    return { website: this.#trap.value, seconds, ...(this.#isAgain && { again: true }) };
  }

  /** @param {{code?: string}} error whether the service only asks to press once more */
  asksAgain(error) {
    const asks = error.code === "press_again";
    if (asks) this.#isAgain = true;
    return asks;
  }
}
