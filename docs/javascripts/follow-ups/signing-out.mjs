import { button, h } from "../elements.mjs";
import { Panel } from "../panel.mjs";
import { isKept, keepToken, replaceToken, unkeepToken } from "../session.mjs";
import { PAGE } from "./slots.mjs";

/**
 * On a shared computer nothing stays; on one's own it may.
 * @param {import("../follow-ups.mjs").FollowUpsPage} page @returns {HTMLElement}
 */
export function signingOut(page) {
  const panel = new Panel(h("h3", {}, page.isWhole ? "This device and others" : "This device"));
  const kept = h("input", { type: "checkbox", checked: isKept(PAGE) });
  kept.addEventListener("change", () => keep(page, panel, kept));
  return panel.show(
    h("label", {}, kept, h("span", {}, "Keep my link on this device, so that I can come back without an e-mail")),
    h("p", { class: "actions" },
      button("Sign out here", () => page.signOut()),
      page.isWhole ? button("Sign out everywhere", () => rotate(page, panel)) : ""),
    page.isWhole
      ? h("p", { class: "small" }, "“Sign out everywhere” ends every link, calendar address and e-mail button given out so far. Only this page stays open.")
      : "").element;
}

function keep(page, panel, box) {
  if (!box.checked) return unkeepToken(PAGE);
  if (keepToken(PAGE, page.bearer.token)) return undefined;
  box.checked = false;
  return panel.say("This browser does not let us keep the link.");
}

function rotate(page, panel) {
  let isRetry = false;
  return panel.attempt(async () => {
    try {
      const { token } = await page.bearer.rotate();
      page.bearer.token = token;
      replaceToken(PAGE, token);
      panel.say("You are signed out everywhere else. This page goes on with a new link.");
    } catch (error) {
      // The first try went through and its answer, with the new link, was lost.
      if (error.code === "link_invalid" && isRetry) return page.showRotated();
      isRetry ||= Boolean(error.isLost);
      if (error.code === "link_invalid") return page.showStale();
      throw error;
    }
    return undefined;
  });
}
