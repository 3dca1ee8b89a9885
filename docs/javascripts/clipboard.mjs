/** Copying a note so that it arrives well in mail programs and in plain text fields. */

/**
 * Puts the text on the clipboard as plain text and as paragraphs.
 * @param {string} text
 * @returns {Promise<boolean>} false where the browser refuses; the text can still be selected.
 */
export async function copyText(text) {
  return (await copyRich(text)) || copyBySelection(text);
}

async function copyRich(text) {
  try {
    const item = new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([paragraphs(text)], { type: "text/html" }),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    return false;
  }
}

/** The older way, which needs no permission but a press: also fills both forms. */
function copyBySelection(text) {
  const fill = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", paragraphs(text));
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true, once: true });
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", fill, { capture: true });
  }
}

/**
 * The text as HTML paragraphs; what looks like a tag stays text.
 * @param {string} text @returns {string}
 */
function paragraphs(text) {
  const root = document.createElement("div");
  for (const block of text.split(/\n{2,}/)) {
    const paragraph = root.appendChild(document.createElement("p"));
    block.split("\n").forEach((line, at) => {
      if (at) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
  }
  return root.innerHTML;
}
