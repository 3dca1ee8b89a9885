/**
 * When the page is drawn from the draft: at once, soon, or when typing pauses; never under a press.
 * A press is a pointer that goes down and up on one thing. If the page moves in between, the
 * browser finds another thing under the pointer, and the press is lost. So what would move the
 * page waits until the pointer is up.
 */

const PAUSE_MS = 250;
// On a touch screen the click comes after the finger is gone.
const CLICK_MS = 100;

let isDown = false;
let ending = 0;
/** @type {Set<() => void>} */
const waiting = new Set();

/** Runs at once, or when the press under way is over. @param {() => void} act */
export function afterPress(act) {
  if (isDown) waiting.add(act);
  else act();
}

/** Fulfilled at once, or when the press under way is over. @returns {Promise<void>} */
export function pressOver() {
  return new Promise(afterPress);
}

function begin({ isPrimary, button }) {
  if (!isPrimary || button !== 0) return;
  clearTimeout(ending);
  isDown = true;
}

/** @param {number} [delay] in milliseconds */
function endAfter(delay) {
  clearTimeout(ending);
  ending = setTimeout(end, delay);
}

function end() {
  isDown = false;
  const held = [...waiting];
  waiting.clear();
  for (const act of held) act();
}

const listen = (name, act) => window.addEventListener(name, act, { capture: true });
listen("pointerdown", begin);
listen("pointerup", () => endAfter(CLICK_MS));
listen("click", () => endAfter(0)); // After the click has done its work.
listen("pointercancel", end);
// A list or a scroll bar may keep the end of a press to itself.
listen("input", () => isDown && endAfter(0));
listen("pointermove", ({ buttons }) => isDown && !buttons && endAfter(CLICK_MS));
listen("blur", ({ target }) => target === window && end());

export class Drawing {
  #draw;
  #frame = 0;
  #timer = 0;

  /** @param {() => void} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  now() {
    this.stop();
    this.#draw();
  }

  /** Before the next frame, however often it is asked. */
  soon() {
    this.#frame ||= requestAnimationFrame(() => this.#whenFree());
  }

  /** When typing pauses: what is typed about is on the page already. */
  later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#whenFree(), PAUSE_MS);
  }

  /** Draws what still waits, before somebody makes use of it. */
  finish() {
    if (this.#isWanted) this.now();
  }

  stop() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = this.#timer = 0;
  }

  get #isWanted() {
    return Boolean(this.#frame || this.#timer);
  }

  #whenFree() {
    afterPress(() => this.finish());
  }
}
