import { h } from "./elements.mjs";
import { showProblem } from "./letter-page.mjs";

/**
 * A part of a page with presses of its own: a heading, a live region for what was done, an alert
 * for what went wrong, and below them what changes from press to press.
 */
export class Panel {
  #resting = [];

  /** @param {HTMLElement} heading @param {{onStale?: () => void}} [then] when the link is dead */
  constructor(heading, { onStale } = {}) {
    this.heading = heading;
    this.onStale = onStale;
    this.said = h("div", { role: "status", class: "message message--done" });
    this.problem = h("div", { role: "alert", class: "message message--error" });
    this.body = h("div", { class: "panel__body" });
    this.element = h("section", { class: "panel" }, heading, this.said, this.problem, this.body);
  }

  /** @param {...(Node | string)} parts */
  show(...parts) {
    this.body.replaceChildren(...parts);
    return this;
  }

  /** @param {...(Node | string)} words */
  say(...words) {
    this.problem.replaceChildren();
    this.said.replaceChildren(...words);
    if (words.length) this.said.scrollIntoView({ block: "nearest" });
  }

  /** Runs a task once at a time; a failure is shown with a button that runs it once more. */
  async attempt(task) {
    if (this.isBusy) return;
    this.#setBusy(true);
    try {
      await task();
      this.problem.replaceChildren();
    } catch (error) {
      this.#explain(error, task);
    } finally {
      this.#setBusy(false);
    }
  }

  #explain(error, task) {
    if (error.name === "AbortError") return;
    if (error.name !== "ApiError") throw error;
    this.said.replaceChildren();
    if (error.code === "link_invalid" && this.onStale) this.onStale();
    else showProblem(this.problem, error, () => this.attempt(task));
    this.problem.scrollIntoView({ block: "nearest" });
  }

  /** The buttons may leave the page meanwhile, and come back to it later. */
  #setBusy(isBusy) {
    this.isBusy = isBusy;
    this.element.ariaBusy = isBusy ? "true" : null;
    if (isBusy) this.#resting = [...this.element.querySelectorAll(".button")];
    for (const one of this.#resting) one.ariaDisabled = isBusy ? "true" : null;
  }
}
