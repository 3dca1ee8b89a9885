import { button, h } from "../elements.mjs";
import { holdToken, releaseToken } from "../session.mjs";
import { start, stop } from "./bearer.mjs";
import { STOPPED } from "./slots.mjs";

const STILL_ON_ITS_WAY = "An e-mail that was already on its way may still arrive.";

/**
 * The page of the mail program's own "unsubscribe": this one, or every e-mail.
 * @param {import("../letter-page.mjs").LetterPage} page @param {string} token a stop token
 */
export function askToStop(page, token) {
  const only = () => page.attempt(() => told(page, () => stop(token, page.signal, { only: true }), () => showOnly(page, token)));
  page.turn(
    h("h2", {}, "Stop the e-mails?"),
    h("p", {}, "You can stop those about the interview of that e-mail, or all of them."),
    h("p", { class: "actions" }, button("Only this one", only, "button--large"), allButton(page, token)),
  );
}

function allButton(page, token) {
  const press = () => page.attempt(() => told(page, () => stop(token, page.signal), () => showAll(page, token)));
  return button("Stop all e-mails", press, "button--primary button--large");
}

function showOnly(page, token) {
  page.turn(
    h("h2", {}, "The e-mails about this interview are stopped"),
    h("p", {}, STILL_ON_ITS_WAY, " For a day you can undo this: open the e-mail again and press one of its buttons."),
    h("p", { class: "actions" }, allButton(page, token)),
  );
}

/**
 * @param {import("../letter-page.mjs").LetterPage} page
 * @param {string} token whatever stopped them may start them again @param {() => void} [then]
 */
export function showAll(page, token, then = () => showStarted(page)) {
  holdToken(STOPPED, token); // A reload still offers the way back.
  const started = () => {
    releaseToken(STOPPED);
    return then();
  };
  const press = () => page.attempt(() => told(page, () => start(token, page.signal), started, TOO_LATE));
  page.turn(
    h("h2", {}, "All e-mails are stopped"),
    h("p", {}, `No more reminders come. ${STILL_ON_ITS_WAY}`),
    h("p", {}, "Was it a slip? For a day you can start them again here."),
    h("p", { class: "actions" }, button("Start again", press)),
  );
}

function showStarted(page) {
  page.turn(
    h("h2", {}, "Your reminders are on again"),
    h("p", {}, "They go on from today. What was missed in between is not sent late."),
    h("p", { class: "actions" }, h("a", { class: "button", href: "../follow-ups/" }, "Send me my link")),
  );
}

const DEAD = "This link cannot do that. Open the newest e-mail from us, or answer it: it reaches the people who run this site.";
const TOO_LATE = "This link cannot start them any more. Your own link can, at any time; the page “Your follow-ups” sends it to you.";

/** A token that is refused here is no reason to leave the page. */
async function told(page, ask, then, dead = DEAD) {
  try {
    await ask();
  } catch (error) {
    if (error.code !== "link_invalid") throw error;
    page.problem.replaceChildren(h("p", {}, dead));
    return;
  }
  await then();
}
