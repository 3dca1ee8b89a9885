import { copyButton } from "../copy-button.mjs";
import { saveFile } from "../downloads.mjs";
import { button, h, own } from "../elements.mjs";
import { Panel } from "../panel.mjs";
import { secondPress } from "../second-press.mjs";
import { AddressField } from "./address-field.mjs";
import { folded } from "./folded.mjs";
import { signingOut } from "./signing-out.mjs";

/**
 * What belongs to the address and not to one follow-up: only a private link opens it.
 * @param {import("../follow-ups.mjs").FollowUpsPage} page
 * @param {{address: string, stopped: boolean}} owner
 * @returns {HTMLElement}
 */
export function account(page, { address, stopped }) {
  const heading = h("h2", { id: "account-title" }, "Your address and your data");
  return h("section", { class: "account", "aria-labelledby": heading.id },
    heading,
    addressPart(page, address),
    calendarPart(page),
    stopped ? "" : stopPart(page),
    exportPart(page),
    signingOut(page),
    erasePart(page));
}

/** All e-mails are stopped: said above everything else, with the way back. */
export function stoppedNotice(page) {
  const heading = h("h2", {}, "All e-mails are stopped");
  const panel = new Panel(heading, { onStale: () => page.showStale() });
  panel.element.classList.add("card");
  const press = () => panel.attempt(() => page.startAgain());
  return panel.show(
    h("p", {}, "No reminders come about any interview."),
    h("p", { class: "actions" }, button("Start again", press, "button--primary"))).element;
}

function addressPart(page, address) {
  const panel = panelOf(page, "Your address");
  const field = new AddressField("new-address", "Your new address");
  const send = async () => {
    const wanted = field.value;
    await page.bearer.changeAddress(wanted);
    panel.say(h("p", {}, "We sent an e-mail to ", own(wanted), ". Nothing changes until you confirm."));
  };
  const press = (event) => {
    event.preventDefault();
    if (field.check()) panel.attempt(send);
  };
  const form = h("form", { novalidate: true, onsubmit: press },
    ...field.parts,
    h("p", { class: "actions" }, h("button", { type: "submit", class: "button" }, "Send the e-mail")));
  return panel.show(h("p", {}, "E-mails go to ", h("strong", {}, own(address)), "."), folded("Change it", form)).element;
}

function calendarPart(page) {
  const panel = panelOf(page, "Your calendar");
  const press = () => panel.attempt(async () => {
    const { path } = await page.bearer.feed();
    panel.show(...feed(path));
    panel.body.querySelector("a").focus();
  });
  return panel.show(
    h("p", {}, "Your calendar program can show every step, and follows each change."),
    h("p", { class: "actions" }, button("Show my calendar address", press))).element;
}

function feed(path) {
  const address = new URL(path, location.href).href;
  return [
    h("p", { class: "actions" },
      h("a", { class: "button", href: address.replace(/^https?:/, "webcal:") }, "Open in my calendar"),
      copyButton(address, "Copy the calendar address")),
    h("p", { class: "small feed-address", translate: "no" }, address),
    h("p", { class: "small" }, "Keep it to yourself: whoever has it sees your plans. “Sign out everywhere” ends it."),
  ];
}

function stopPart(page) {
  const panel = panelOf(page, "All e-mails");
  const press = () => panel.attempt(() => page.stopAll());
  return panel.show(
    h("p", {}, "You can stop the reminders about every interview, and start them again at any time."),
    h("p", { class: "actions" }, button("Stop all e-mails", press))).element;
}

function exportPart(page) {
  const panel = panelOf(page, "A copy of everything");
  const press = (format) => () => panel.attempt(async () => {
    const name = `follow-ups.${format}`;
    saveFile(name, await page.bearer.export(format));
    panel.say(`Saved as ${name}.`);
  });
  return panel.show(
    h("p", {}, "All that is stored about you, as a file."),
    h("p", { class: "actions" },
      button("Save for a spreadsheet (CSV)", press("csv")), button("Save for programs (JSON)", press("json")))).element;
}

function erasePart(page) {
  const panel = panelOf(page, "Erase everything");
  const words = {
    label: "Erase everything",
    question: "Erase your address, every follow-up and every note? This cannot be undone, and no more e-mails come.",
    yes: "Yes, erase everything",
    no: "No, keep everything",
  };
  let isRetry = false;
  const erase = () => panel.attempt(async () => {
    try {
      await page.bearer.erase();
    } catch (error) {
      // The answer to the first try was lost: that the link is dead now means that it went through.
      if (error.code !== "link_invalid" || !isRetry) {
        isRetry ||= Boolean(error.isLost);
        throw error;
      }
    }
    page.showErased();
  });
  return panel.show(
    h("p", {}, "Your address and all follow-ups are erased from our server at once."), secondPress(words, erase)).element;
}

function panelOf(page, title) {
  return new Panel(h("h3", {}, title), { onStale: () => page.showStale() });
}
