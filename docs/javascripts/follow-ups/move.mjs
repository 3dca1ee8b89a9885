import { call } from "../api.mjs";
import { button, h } from "../elements.mjs";
import { releaseToken, replaceToken } from "../session.mjs";
import { MOVE, PAGE } from "./slots.mjs";

/**
 * The page of the e-mail to a new address: one press, and everything goes there.
 * @param {import("../follow-ups.mjs").FollowUpsPage} page @param {string} token
 */
export function askToMove(page, token) {
  page.turn(
    h("h2", {}, "Use this address from now on?"),
    h("p", {}, "The e-mails about all your follow-ups then come to the address that got this e-mail. Nothing changes before you press."),
    h("p", { class: "actions" },
      button("Use this address from now on", () => page.attempt(() => move(page, token)), "button--primary button--large")),
  );
}

async function move(page, token) {
  const answer = await call("POST", "/address/confirm", { body: { token }, signal: page.signal });
  releaseToken(MOVE);
  replaceToken(PAGE, answer.token);
  history.replaceState(history.state, "", location.pathname); // A reload opens the follow-ups.
  page.openWith(answer.token);
  await page.load();
  page.tell("Your new address is in use. Links in older e-mails no longer work.");
}

/** The token of a new address opens nothing when it is too old. */
export function explainNoMove(page) {
  releaseToken(MOVE);
  page.turn(
    h("h2", {}, "This link does not work"),
    h("p", {}, "It works for 7 days, and only the newest one counts. Your e-mails go on to the address you had."),
    h("p", {}, "Open your follow-ups and ask for the change once more. ", h("a", { href: "../follow-ups/" }, "Open my follow-ups")),
  );
}
