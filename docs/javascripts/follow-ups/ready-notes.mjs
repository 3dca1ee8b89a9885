import { copyButton } from "../copy-button.mjs";
import { h } from "../elements.mjs";
import { mailtoLink } from "../mailto.mjs";

/** The ready texts for what is due now, each with its ways out of the page. */
export function readyNotes({ notes, people }) {
  return notes.map((note) => noteOf(note, people[note.person]));
}

function noteOf({ title, subject, body }, person) {
  const link = subject ? mailtoLink({ to: person?.contact?.includes("@") ? person.contact : "", subject, body }) : null;
  return h("section", { class: "ready-note" },
    h("h3", { dir: "auto" }, title),
    subject ? h("p", { class: "small" }, "Subject: ", h("span", { translate: "no", dir: "auto" }, subject)) : "",
    h("div", { class: "letter", translate: "no", dir: "auto" }, body),
    h("p", { class: "actions" },
      copyButton(body, `Copy: ${title}`),
      link ? h("a", { class: "copy-button", href: link }, "Open as e-mail") : ""));
}
