/**
 * Sheets for the printer. While one prints, it is the only thing on the page that shows
 * (`body.is-printing` in the stylesheet); afterwards it is gone.
 */

import { dayInWords, today } from "./days.mjs";
import { words } from "./screen.mjs";

/** Prints notes to copy by hand, a card each. @param {{title: string, body: string}[]} notes */
export function printCards(notes) {
  const sheets = notes.flatMap(({ title, body }) => [
    element("section", "print-card-page", [
      element("h1", "", words.printing.card),
      element("p", "print-for", title),
      element("div", "print-card", body),
      element("p", "print-advice", words.printing.paper),
    ]),
  ]);
  printSheets(sheets);
}

/**
 * Prints a cover with the e-mail's text beneath it.
 * @param {{name: string, subject: string | null, body: string}} note
 * @param {{your_name: string, employer: string}} draft
 */
export function printFax(note, draft) {
  const rows = [
    [words.printing.to, [note.name, draft.employer].filter(Boolean).join(", ")],
    [words.printing.faxNumber, ""],
    [words.printing.from, draft.your_name],
    [words.printing.date, dayInWords(today(), { dateStyle: "long" })],
    [words.printing.pages, words.printing.pagesValue],
    [words.printing.subject, note.subject ?? ""],
  ];
  const facts = element("dl", "print-facts");
  for (const [name, value] of rows) facts.append(element("dt", "", name), element("dd", "", value));
  printSheets([
    element("section", "print-fax-page", [
      element("h1", "", words.printing.fax),
      facts,
      element("div", "print-body", note.body),
    ]),
  ]);
}

function printSheets(sheets) {
  const root = element("div", "print-sheets", sheets);
  root.setAttribute("translate", "no");
  document.body.append(root);
  document.body.classList.add("is-printing");
  const end = () => {
    root.remove();
    document.body.classList.remove("is-printing");
  };
  window.addEventListener("afterprint", end, { once: true });
  window.print();
  return "";
}

function element(name, className, content = []) {
  const made = Object.assign(document.createElement(name), { className });
  made.append(...[content].flat());
  return made;
}
