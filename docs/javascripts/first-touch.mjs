/**
 * What the first view does without is loaded when the reader first touches the page: by then it
 * stands, and the line is free. Who only reads gets it after a while, in case the line breaks.
 */

const REST_MS = 10_000;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "focusin", "scroll"];

/** @type {Promise<void> | undefined} */
let touched;

/** Fulfilled at once where the page was touched before. @returns {Promise<void>} */
export function firstTouch() {
  touched ??= new Promise((touch) => {
    const listening = new AbortController();
    const end = () => (listening.abort(), touch());
    const how = { capture: true, passive: true, signal: listening.signal };
    for (const name of TOUCHES) window.addEventListener(name, end, how);
    window.addEventListener("load", () => setTimeout(end, REST_MS), how);
    if (document.readyState === "complete") setTimeout(end, REST_MS);
  });
  return touched;
}
