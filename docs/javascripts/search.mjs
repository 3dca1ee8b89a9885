/**
 * Search over the index MkDocs writes, in a dialog. Index and script are fetched when somebody
 * opens it for the first time.
 */
import { h } from "./elements.mjs";

const MOST_SHOWN = 12;
const AROUND_CHARS = 70;
const ENDINGS = /(ations?|ings?|ions?|ed|es|s)$/;

/** @typedef {{href: string, title: string, text: string, page: string}} Section */
/** @type {Promise<Section[]> | undefined} */
let loading;

/** Opens the dialog with the field in focus; closing gives the focus back to the button. */
export async function openSearch() {
  const sheet = document.querySelector(".search-sheet") ?? document.body.appendChild(makeSheet());
  sheet.showModal();
  sheet.querySelector("input").select();
}

function makeSheet() {
  const field = h("input", { type: "text", id: "search-words", autocomplete: "off", inputmode: "search", enterkeyhint: "search", maxlength: 100 });
  const said = h("p", { role: "status", class: "small" });
  const results = h("ul", { class: "search-sheet__results" });
  const sheet = h("dialog", { class: "search-sheet md-typeset", "aria-labelledby": "search-title" },
    h("h2", { id: "search-title", class: "visually-hidden" }, "Search"),
    h("form", { class: "search-sheet__head", method: "dialog", onsubmit: (event) => event.preventDefault() },
      h("div", { class: "field" }, h("label", { for: "search-words" }, "Search this site"), field),
      h("button", { type: "button", class: "button", onclick: () => sheet.close() }, "Close")),
    said, results);
  field.addEventListener("input", () => show(field, said, results));
  results.addEventListener("click", (event) => event.target.closest("a") && sheet.close());
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  return sheet;
}

async function show(field, said, results) {
  const words = field.value;
  const terms = termsIn(words);
  if (!terms.length) return results.replaceChildren(), void (said.textContent = "");
  try {
    const all = await sections();
    if (field.value !== words) return; // Other words were typed meanwhile.
    const found = find(all, terms);
    results.replaceChildren(...found.slice(0, MOST_SHOWN).map((section) => entry(section, terms)));
    said.textContent = found.length ? counted(found.length) : "Nothing found. Try a shorter or another word.";
  } catch {
    loading = undefined;
    said.textContent = "The search could not be loaded. Check your connection, then type again.";
  }
}

function counted(count) {
  if (count === 1) return "1 place found";
  return count > MOST_SHOWN ? `The best ${MOST_SHOWN} of ${count} places` : `${count} places found`;
}

/** @returns {Promise<Section[]>} */
function sections() {
  loading ??= load();
  return loading;
}

async function load() {
  const root = new URL(document.querySelector(".wordmark").href);
  const response = await fetch(new URL("search/search_index.json", root));
  const { docs } = await response.json();
  const pageTitles = new Map(docs.map(({ location, title }) => [location, title]));
  return docs.map(({ location, title, text }) => ({
    href: new URL(location, root).href,
    title: plain(title),
    text: plain(text),
    page: plain(pageTitles.get(location.split("#")[0]) ?? ""),
  }));
}

function plain(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  return parsed.body.textContent.replace(/\s+/g, " ").trim();
}

/** Lower-case words without common endings, so that "rejected" finds "rejection". */
export function termsIn(words) {
  const found = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => (word.length > 5 ? word.replace(ENDINGS, "") : word));
}

/** Sections in which every term begins a word; titles weigh more. */
export function find(all, terms) {
  const weighed = all.map((section) => ({ section, weight: weigh(section, terms) }));
  return weighed.filter(({ weight }) => weight).sort((a, b) => b.weight - a.weight).map(({ section }) => section);
}

/** Most people who search here look for advice, so the guide comes first, and examples last. */
function weigh({ href, title, text }, terms) {
  const favor = href.includes("/guide/") ? 3 : href.includes("/notes/") ? 0.25 : 1;
  const weights = terms.map((term) => 8 * count(title, term) + Math.min(count(text, term), 4));
  return weights.includes(0) ? 0 : favor * weights.reduce((sum, weight) => sum + weight, 0);
}

function count(text, term) {
  return text.toLowerCase().match(beginning(term))?.length ?? 0;
}

function beginning(term) {
  return new RegExp(`(?<![\\p{L}\\p{N}])${term}`, "giu");
}

function entry({ href, title, text, page }, terms) {
  const heading = page && page !== title ? `${page} · ${title}` : title;
  return h("li", {}, h("a", { href }, h("b", {}, heading), h("span", {}, ...excerpt(text, terms[0]))));
}

/** The words around the first place, with the term marked. */
function excerpt(text, term) {
  const at = Math.max(0, text.search(beginning(term)));
  const from = at > AROUND_CHARS ? text.indexOf(" ", at - AROUND_CHARS) + 1 : 0;
  const piece = text.slice(from, at + 2 * AROUND_CHARS);
  const marked = piece.split(new RegExp(`(?<![\\p{L}\\p{N}])(${term}[\\p{L}\\p{N}]*)`, "giu"));
  const parts = marked.map((part, index) => (index % 2 ? h("mark", {}, part) : part));
  return [from ? "… " : "", ...parts, from + piece.length < text.length ? " …" : ""];
}
