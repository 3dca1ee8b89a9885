import { ApiError } from "./api.mjs";
import { button, h } from "./elements.mjs";

/**
 * A page that a link in an e-mail leads to: it shows, and acts only on a press. Holds a live
 * region for what was done, an alert for what went wrong, and the content between two states.
 */
export class LetterPage extends HTMLElement {
  connectedCallback() {
    this.aborter = new AbortController();
    this.said = h("div", { role: "status", class: "message message--done" });
    this.problem = h("div", { role: "alert", class: "message message--error" });
    this.waiting = h("p", {}, "One moment …");
    /** What stands in the page from the start stays while the rest arrives. */
    this.opening = this.querySelector(".opening") ?? "";
    this.content = h("div", { class: "letter-page__content" }, this.opening, this.waiting);
    this.replaceChildren(this.said, this.problem, this.content);
    this.start();
  }

  disconnectedCallback() {
    this.aborter.abort();
  }

  /** Takes requests back when the page is left. */
  get signal() {
    return this.aborter.signal;
  }

  /** @param {...(Node | string)} parts */
  show(...parts) {
    this.said.replaceChildren();
    this.problem.replaceChildren();
    this.content.replaceChildren(...parts);
  }

  /** Shows a new state; a focus that was in the old one moves to its heading. */
  turn(heading, ...parts) {
    const hadFocus = this.contains(document.activeElement);
    heading.tabIndex = -1;
    this.show(heading, ...parts);
    if (hadFocus) heading.focus();
  }

  /** Runs a task; a failure is shown, until something else is, with a button that runs it once more. */
  async attempt(task) {
    if (this.hasAttribute("aria-busy")) return;
    this.setAttribute("aria-busy", "true");
    try {
      await task();
    } catch (error) {
      this.waiting.remove();
      if (!this.signal.aborted) this.explain(error, task);
    } finally {
      this.removeAttribute("aria-busy");
    }
  }

  explain(error, task) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "link_invalid") this.showStale();
    else showProblem(this.problem, error, () => this.attempt(task));
  }
}

/**
 * Says what went wrong, with "Try again" where that can help.
 * @param {HTMLElement} place an alert @param {ApiError} error @param {() => void} again
 */
export function showProblem(place, error, again) {
  const details = Object.values(error.fields).map((fault) => h("li", {}, fault));
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(
    h("p", {}, error.message),
    details.length ? h("ul", {}, ...details) : "",
    error.isPassing ? button("Try again", again) : "",
  );
  if (hadFocus) place.querySelector("button")?.focus();
}
