/** Files made in the page and handed to the browser. */

/**
 * @param {string} name @param {string} text
 * @param {"text/plain" | "message/rfc822" | "text/calendar"} type
 */
export function download(name, text, type) {
  saveFile(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** @param {string} name @param {Blob} content */
export function saveFile(name, content) {
  const address = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // Safari still reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * A file name any system takes: letters and digits of any script, joined by hyphens.
 * @param {string[]} words @param {string} ending without the dot
 */
export function fileName(words, ending) {
  const parts = words.join(" ").normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const stem = [...parts.join("-").toLowerCase()].slice(0, 60).join("");
  return `${stem || "note"}.${ending}`;
}
