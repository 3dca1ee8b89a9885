import { h } from "../elements.mjs";

/** What comes next first; what is over last. @param {any[]} items */
export function inOrder(items) {
  const day = ({ next }) => next?.at ?? "9";
  return [...items].sort((a, b) => day(a).localeCompare(day(b)));
}

/** The follow-ups of a long page, each with where it stands. @param {import("./card.mjs").Card[]} cards */
export function contents(cards) {
  const lines = cards.map(({ link, standing }) => h("li", {}, link, " ", standing));
  return h("nav", { class: "contents", "aria-label": "Your follow-ups" }, h("ul", {}, ...lines));
}

/** Leads to the heading of another card of this page. @param {string} id of its follow-up */
export function linkTo(id, ...text) {
  const anchor = headingId(id);
  const go = (event) => {
    event.preventDefault();
    event.stopPropagation(); // The theme follows links of its own accord.
    const heading = document.getElementById(anchor);
    heading?.focus();
    heading?.scrollIntoView({ block: "start" });
  };
  return h("a", { href: `#${anchor}`, onclick: go }, ...text);
}

/** @param {string} id of a follow-up */
export function headingId(id) {
  return `follow-up-${id}`;
}
