import { button, h } from "../elements.mjs";
import { fileName, saveFile } from "../downloads.mjs";
import { Panel } from "../panel.mjs";
import { secondPress } from "../second-press.mjs";
import { EditForm } from "./edit-form.mjs";
import { nextOf } from "./words.mjs";

const DELETION = {
  label: "Delete this follow-up",
  question: "Delete everything about this interview? This cannot be undone.",
  yes: "Yes, delete it",
  no: "No, keep it",
};

/**
 * What can be done with a whole follow-up. A letter may be forwarded: its link edits nothing.
 * @param {import("./card.mjs").Card} card @returns {Panel}
 */
export function cardTools(card) {
  const { isWhole, bearer } = card.around;
  const tools = new Panel(h("h3", {}, isWhole ? "Change it, or take it along" : "Take it along"));
  const place = h("div");
  const edit = button("Change the details", () => openForm(card, tools, place, edit));
  const save = button("Save a calendar file", () => tools.attempt(() => saveCalendar(card.item, bearer, tools)));
  tools.element.classList.add("card__tools");
  return tools.show(
    place,
    h("p", { class: "actions" }, isWhole ? edit : "", save),
    isWhole ? deletion(card, tools) : "");
}

async function saveCalendar(item, bearer, tools) {
  const name = fileName(["plan", item.employer], "ics");
  saveFile(name, await bearer.calendarFile(item));
  tools.say(`Saved as ${name}. Later changes are not in this file.`);
}

function openForm(card, tools, place, opener) {
  if (card.form) return card.form.focus();
  const close = (said) => {
    card.form = null;
    place.replaceChildren();
    opener.hidden = false;
    opener.focus();
    tools.say(said);
  };
  card.form = new EditForm(card.item, {
    save: (item, changes) => card.around.bearer.edit(item, changes),
    onSaved: (item) => {
      close(`Saved. ${nextOf(item)}`);
      card.take(item);
    },
    onClosed: () => close("Nothing was changed."),
  });
  tools.say();
  place.replaceChildren(card.form.element);
  opener.hidden = true;
  return card.form.focus();
}

function deletion(card, tools) {
  return secondPress(DELETION, () => tools.attempt(async () => {
    await card.around.bearer.delete(card.item);
    card.around.onDeleted(card);
  }));
}
