/** How the built pages are checked: valid HTML. What is switched off is style, or the theme's. */
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Templates indent; the spaces do not reach a reader.
    "no-trailing-whitespace": "off",
    // HTML takes any case; the theme writes <!doctype html>.
    "doctype-style": "off",
    // The theme's own ids begin with "__", which HTML allows and HTML 4 did not.
    "valid-id": ["error", { relaxed: true }],
  },
};
