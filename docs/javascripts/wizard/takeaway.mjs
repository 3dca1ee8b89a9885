/** Taking a note away: copied, saved, printed. Each answers with the words to show, or "". */

import { copyText } from "../clipboard.mjs";
import { download, fileName } from "../downloads.mjs";
import { messageFile } from "../eml.mjs";
import { printCards, printFax } from "../printing.mjs";
import { fill, words } from "../screen.mjs";

/** What to select where copying is refused: the part of the note that was wanted. */
export const SELECTED = { copy: "body", "copy-subject": "subject" };

/** @type {Record<string, (note: import("./suggestions.mjs").Note, draft: object) => any>} */
export const TAKEAWAYS = {
  copy: (note) => copied(note.body, copiedSaid([note], words.notes.copiedText)),
  "copy-subject": (note) => copied(note.subject, words.notes.copied),
  "save-text": (note) => saved([note.title], "txt", asText(note), "text/plain"),
  "save-message": (note) =>
    saved([note.title], "eml", messageFile({ to: note.contact, ...note }), "message/rfc822"),
  "print-card": (note) => printCards([note]),
  "print-fax": (note, draft) => printFax(note, draft),
};

/** @type {Record<string, (notes: import("./suggestions.mjs").Note[], draft: object) => any>} */
export const TAKEAWAYS_OF_ALL = {
  "copy-all": (notes) =>
    copied(notes.map(underTitle).join("\n\n\n"), copiedSaid(notes, words.notes.copied), words.notes.copyAllFailed),
  "save-all": (notes, draft) =>
    saved(["notes", draft.employer], "txt", notes.map(underTitle).join("\n\n\n"), "text/plain"),
  "print-all": (notes) => printCards(notes),
};

async function copied(text, said, failed = words.notes.copyFailed) {
  return (await copyText(text)) ? said : failed;
}

/** A text that was changed may be signed by hand. */
function copiedSaid(notes, said) {
  const isUnsigned = ({ isEdited, missing }) => !isEdited && missing.includes("your_name");
  return notes.some(isUnsigned) ? words.notes.copiedUnsigned : said;
}

function saved(names, ending, text, type) {
  const file = fileName(names, ending);
  download(file, text, type);
  return fill(words.notes.saved, { file });
}

function asText({ subject, body }) {
  return subject === null ? `${body}\n` : `${words.printing.subject}: ${subject}\n\n${body}\n`;
}

function underTitle(note) {
  return `${note.title}\n\n${asText(note).trimEnd()}`;
}
