/**
 * How tall the fields for long texts are: as tall as their text. A browser that sees to it lays
 * out the whole page with each key. So a field that is written in key by key is held at the
 * height it has for as long as the text fits, and fitted again when typing pauses.
 */

const SIZES_ITSELF = CSS.supports("field-sizing", "content");

/** What is held, each with the height it was given. @type {Map<HTMLElement, string>} */
const held = new Map();

/** A field whose height the writer has chosen keeps it. @param {HTMLElement} field */
export function hold(field) {
  const box = boxOf(field);
  const isOurs = SIZES_ITSELF && field.matches("textarea") && !box.style.height;
  if (isOurs && box.checkVisibility()) holdAll([box]);
}

/** The text was changed: the field grows at once where it is too small. @param {HTMLElement} field */
export function fit(field) {
  if (!SIZES_ITSELF) grow(field);
  else if (held.has(boxOf(field)) && field.scrollHeight > field.clientHeight) release(boxOf(field));
}

/** Brings the held fields to the height of their text, shorter ones too. */
export function refit() {
  const boxes = [...held.keys()];
  boxes.forEach(release);
  holdAll(boxes.filter((box) => box.checkVisibility()));
}

/** Nobody writes there now. */
export function releaseAll() {
  [...held.keys()].forEach(release);
}

/** A text set by script makes its field ask for room; only a box around it keeps that inside. */
function boxOf(field) {
  return field.matches("[data-edit=body]") ? field.parentElement : field;
}

/** Reads first and writes then: a height that is read after a change lays out the page. */
function holdAll(boxes) {
  const heights = boxes.map((box) => `${box.offsetHeight}px`);
  boxes.forEach((box, at) => {
    box.style.height = heights[at];
    box.classList.add("is-held");
    held.set(box, box.style.height);
  });
}

function release(box) {
  if (box.style.height === held.get(box)) box.style.height = "";
  box.classList.remove("is-held");
  held.delete(box);
}

/** Older browsers do not size a field by its content. */
function grow(field) {
  if (!field.matches("[data-edit]") || !field.checkVisibility?.()) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
