/** Sends a draft to the service: at once with the private link of this browser, else by letter. */

import { call } from "../api.mjs";
import { Doorkeeper } from "../doorkeeper.mjs";
import { heldTokens } from "../session.mjs";

const LINKS = "follow-ups"; // the page whose tokens may be a private link

/** Puts the watch into the form, from the moment the form is there. @param {HTMLElement} root */
export function watchForm(root) {
  if (doorkeepers.has(root)) return;
  const doorkeeper = new Doorkeeper();
  doorkeepers.set(root, doorkeeper);
  root.querySelector("[data-ask]").append(doorkeeper.element);
}

const doorkeepers = new WeakMap();

/**
 * @param {HTMLElement} root @param {object} body of `POST /follow-ups`
 * @returns {Promise<{isOn: boolean}>} whether the reminders are on without a letter
 * @throws {import("../api.mjs").ApiError} also `press_again`: the next press goes through
 */
export async function signUp(root, body) {
  for (const token of heldTokens(LINKS)) {
    if (await isAdded(body, token)) return { isOn: true };
  }
  const doorkeeper = doorkeepers.get(root);
  try {
    await call("POST", "/follow-ups", { body: { ...body, ...doorkeeper.fields } });
  } catch (error) {
    doorkeeper.asksAgain(error);
    throw error;
  }
  return { isOn: false };
}

/** A dead link, one of a single e-mail, or one of another address: then a letter decides. */
async function isAdded(body, token) {
  try {
    await call("POST", "/follow-ups", { body, token });
    return true;
  } catch (error) {
    if (error.code === "link_invalid" || error.fields?.address) return false;
    throw error;
  }
}
