/**
 * The script of every page. What only some pages need is fetched when it is needed:
 * a custom element's module when the element is there, search when somebody searches.
 */

import { watchPalette } from "./palette.mjs";

const ELEMENTS = {
  "block-page": "./block.mjs",
  "confirm-page": "./confirm.mjs",
  "follow-ups-page": "./follow-ups.mjs",
  "follow-up-wizard": "./wizard.mjs",
};

let arrivals = 0;

function arrive() {
  loadElements();
  addCopyButtons();
  markCurrentPage();
  if (arrivals++) showArrival();
}

/** Where a module does not come, the element keeps the text that stands in the page. */
function loadElements() {
  for (const [name, module] of Object.entries(ELEMENTS)) {
    if (document.querySelector(name)) import(module).catch(console.error);
  }
}

async function addCopyButtons() {
  const phrases = document.querySelectorAll(".say:not(:has(.copy-button))");
  if (!phrases.length) return;
  const { copyButton } = await import("./copy-button.mjs");
  for (const phrase of phrases) {
    const text = phrase.querySelector("code").textContent.trim();
    phrase.append(copyButton(text, `Copy: ${text.split(/\s+/).slice(0, 6).join(" ")}…`));
  }
}

/** The header stays while instant navigation changes the page below it. */
function markCurrentPage() {
  const root = new URL(document.querySelector(".wordmark").href).pathname;
  const path = location.pathname.slice(root.length);
  for (const link of document.querySelectorAll(".site-links a")) {
    const covers = link.dataset.covers.split(" ").includes(path);
    if (covers) link.setAttribute("aria-current", link.pathname === location.pathname ? "page" : "true");
    else link.removeAttribute("aria-current");
  }
}

/** After instant navigation: the menu is closed and a screen reader starts at the heading. */
function showArrival() {
  document.querySelector(".site-menu").open = false;
  if (location.hash) return;
  const heading = document.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** The theme turns pages on single letters, which speech input types unasked (WCAG 2.1.4). */
function muteLetterKeys(event) {
  const alone = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (alone && ["p", "n", ",", "."].includes(event.key)) event.stopImmediatePropagation();
}

/**
 * The theme changes pages in place. Where its script is late (`theme_script` of the page), nobody
 * needs it before the first link. It waits for an event that is over then, and is told so.
 */
async function loadTheme() {
  const place = document.querySelector("script[data-late-src]");
  if (!place) return;
  const { lateTheme } = await import("./late-theme.mjs");
  await lateTheme(place);
  followPages();
}

/** This page has arrived before. */
function followPages() {
  let isFirst = true;
  window.document$.subscribe(() => (isFirst ? (isFirst = false) : arrive()));
  window.document$.next(document);
}

async function openSearch() {
  const { openSearch } = await import("./search.mjs");
  await openSearch();
}

/** A click beside the open menu, or Escape in it, closes it. */
function closeMenu(event) {
  if (event.type === "keydown" && event.key !== "Escape") return;
  const menu = document.querySelector(".site-menu[open]");
  if (!menu) return;
  if (event.type === "click" && !menu.contains(event.target)) menu.open = false;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

window.addEventListener("keydown", muteLetterKeys, { capture: true });
document.addEventListener("keydown", closeMenu);
document.addEventListener("click", closeMenu);
watchPalette();
document.querySelector("[data-opens=search]").addEventListener("click", openSearch);
if (window.document$) window.document$.subscribe(arrive);
else arrive();
loadTheme();
