import { h } from "../elements.mjs";

/** What can wait, below its title until somebody unfolds it. @param {...(Node | string)} parts */
export function folded(title, ...parts) {
  return h("details", {}, h("summary", {}, title), ...parts);
}
