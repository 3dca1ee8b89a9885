/** The theme's script, where a page does without it until it is touched. */

import { firstTouch } from "./first-touch.mjs";

const MOMENT_MS = 100;

/**
 * Loads the script that `place` stands for. Fulfilled when it has run; never where a file does not
 * come: links then load whole pages.
 * @param {HTMLScriptElement} place
 * @returns {Promise<void>}
 */
export async function lateTheme(place) {
  await firstTouch();
  await Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(renew));
  const keeping = new AbortController();
  document.body.addEventListener("click", keepLinks, { signal: keeping.signal });
  pagesKnown().then(() => keeping.abort());
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

/**
 * Until the theme knows which pages there are, it would hold a press on a link and follow it later,
 * when the browser is on its way there already: the page would stand in the history twice, and
 * "back" lead nowhere. The browser alone follows such a press.
 */
function keepLinks(event) {
  if (event.target.closest("a[href]")) event.stopImmediatePropagation();
}

/** Fulfilled a moment after their list has come. @returns {Promise<void>} */
function pagesKnown() {
  return new Promise((known) => {
    const look = (list, observer) => {
      if (!list.getEntries().some(({ name }) => name.endsWith("/sitemap.xml"))) return;
      observer.disconnect();
      setTimeout(known, MOMENT_MS);
    };
    new PerformanceObserver(look).observe({ type: "resource" });
  });
}

/** @param {HTMLElement} element @returns {Promise<void>} */
function loaded(element) {
  return new Promise((done) => element.addEventListener("load", () => done(), { once: true }));
}
