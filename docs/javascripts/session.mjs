/**
 * Tokens from the links in e-mails. They come in the query, move into this tab's storage (so that
 * reload and back work) and leave the address bar; on this device they stay only if asked.
 */

const PREFIX = "interview-follow-up.token.";
const memory = new Map(); // where the browser forbids storage

/**
 * The token for a page: from its address, else from an earlier visit.
 * @param {string} page `confirm`, `block`, or a slot of `follow-ups/slots.mjs`: one token each
 * @returns {string | null}
 */
export function takeToken(page) {
  const address = new URL(location.href);
  const fresh = address.searchParams.get("t");
  if (!fresh) return heldToken(page);
  holdToken(page, fresh);
  address.searchParams.delete("t");
  history.replaceState(history.state, "", address);
  dropFromLinks();
  return fresh;
}

/** The theme has made links like "Skip to content" absolute by now, with the token in them. */
function dropFromLinks() {
  for (const link of document.querySelectorAll('a[href*="?t="], a[href*="&t="]')) {
    const target = new URL(link.href);
    target.searchParams.delete("t");
    link.href = target.href;
  }
}

/** @param {string} page @returns {string | null} */
export function heldToken(page) {
  return heldTokens(page)[0] ?? null;
}

/** The tokens of this tab and of this device, the tab's first. @param {string} page */
export function heldTokens(page) {
  const found = [read(sessionStorageOf(), page), memory.get(page), read(localStorageOf(), page)];
  return [...new Set(found.filter(Boolean))];
}

/** A token in place of the one before: in the tab, and on this device where that was kept. */
export function replaceToken(page, token) {
  holdToken(page, token);
  if (isKept(page)) keepToken(page, token);
}

/** Holds a token while the tab is open. @param {string} page @param {string} token */
export function holdToken(page, token) {
  if (!write(sessionStorageOf(), page, token)) memory.set(page, token);
}

/** Keeps the token on this device, beyond the tab. @returns {boolean} false where it cannot */
export function keepToken(page, token) {
  return write(localStorageOf(), page, token);
}

/** @param {string} page @returns {boolean} */
export function isKept(page) {
  return read(localStorageOf(), page) !== null;
}

/** No longer kept on this device; the tab still holds it. @param {string} page */
export function unkeepToken(page) {
  localStorageOf()?.removeItem(PREFIX + page);
}

/** Forgets the token in this tab; one kept on this device stays. @param {string} page */
export function releaseToken(page) {
  sessionStorageOf()?.removeItem(PREFIX + page);
  memory.delete(page);
}

/** Forgets the token everywhere. @param {string} page */
export function forgetToken(page) {
  releaseToken(page);
  unkeepToken(page);
}

function read(storage, page) {
  return storage?.getItem(PREFIX + page) ?? null;
}

function write(storage, page, token) {
  try {
    storage.setItem(PREFIX + page, token);
    return true;
  } catch {
    return false; // forbidden or full
  }
}

/** Even to name a storage throws where cookies are blocked. */
function sessionStorageOf() {
  return allowed(() => window.sessionStorage);
}

function localStorageOf() {
  return allowed(() => window.localStorage);
}

function allowed(storage) {
  try {
    return storage();
  } catch {
    return null;
  }
}
