import { call } from "../api.mjs";
import { button, h } from "../elements.mjs";

/**
 * The page of the mail program's own "unsubscribe": one press stops every e-mail.
 * @param {import("../letter-page.mjs").LetterPage} page @param {string} token a stop token
 */
export function askToStopAll(page, token) {
  page.turn(
    h("h2", {}, "Stop all e-mails?"),
    h("p", {}, "You then get no more reminders about any of your interviews."),
    h("p", { class: "actions" },
      button("Stop all e-mails", () => page.attempt(() => stopAll(page, token)), "button--primary button--large")),
    h("p", { class: "small" }, "To stop the e-mails about one interview only, open one of its e-mails and press “Stop” there."),
  );
}

async function stopAll(page, token) {
  await call("POST", `/stop/${encodeURIComponent(token)}`, { signal: page.signal });
  page.turn(
    h("h2", {}, "All e-mails are stopped"),
    h("p", {}, "No more reminders come. An e-mail that was already on its way may still arrive."),
    h("p", {}, "You can ask for reminders again at any time: ", h("a", { href: "../write/" }, "write a note"), "."),
  );
}
