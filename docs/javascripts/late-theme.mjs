/** The theme's script, where a page does without it until it is touched. */

import { firstTouch } from "./first-touch.mjs";

/**
 * Loads the script that `place` stands for. Fulfilled when it has run; never where a file does not
 * come: links then load whole pages.
 * @param {HTMLScriptElement} place
 * @returns {Promise<void>}
 */
export async function lateTheme(place) {
  await firstTouch();
  await Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(renew));
  const script = document.createElement("script");
  script.src = place.dataset.lateSrc;
  place.replaceWith(script);
  await loaded(script);
}

/**
 * The theme writes out every relative address, and a style sheet whose address is written is read
 * anew: the page would stand without it meanwhile, and move under a finger. So each makes room
 * for one with a whole address, once that one is there.
 * @param {HTMLLinkElement} link
 */
async function renew(link) {
  const whole = link.cloneNode();
  whole.href = link.href;
  link.after(whole);
  await loaded(whole);
  link.remove();
}

/** @param {HTMLElement} element @returns {Promise<void>} */
function loaded(element) {
  return new Promise((done) => element.addEventListener("load", () => done(), { once: true }));
}
