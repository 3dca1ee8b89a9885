/**
 * Makes one element. Strings become text nodes, never markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] functions listen (`onclick`), `true` sets an empty
 *   attribute, and null, undefined or false leave it out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat().filter((child) => child || child === 0));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? "" : `${value}`);
}

/** What somebody typed: left alone by translation programs. @param {string} text */
export function own(text) {
  return h("span", { translate: "no", dir: "auto" }, text);
}

/** A button. @param {string} text @param {() => void} press @param {string} [look] class names */
export function button(text, press, look = "") {
  return h("button", { type: "button", class: `button ${look}`.trim(), onclick: press }, text);
}
