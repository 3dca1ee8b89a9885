/** Hints for common slips in an e-mail address. Hints only: an odd address may be right. */

const PROVIDERS = [
  "gmail.com", "googlemail.com", "yahoo.com", "outlook.com", "hotmail.com", "icloud.com",
  "live.com", "aol.com", "proton.me", "protonmail.com", "gmx.de", "web.de", "gmx.net",
];

// Near to one of the above, and right all the same.
const OTHERS = ["mail.com", "email.com", "ymail.com", "gmx.at", "gmx.ch", "gmx.com", "aim.com"];

/** @param {string} address @returns {boolean} has the shape of an address. */
export function isAddress(address) {
  return /^[^\s@<>"(),:;[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(address) && address.length <= 254;
}

/**
 * The address with its domain as mail is sent to it: letters that only look right become visible.
 * @param {string} address @returns {string}
 */
export function plainAddress(address) {
  const at = address.lastIndexOf("@") + 1;
  try {
    return address.slice(0, at) + new URL(`http://${address.slice(at)}`).hostname;
  } catch {
    return address;
  }
}

/**
 * The address probably meant, or null: `ada@gmial.com` gives `ada@gmail.com`.
 * @param {string} address @returns {string | null}
 */
export function likelyAddress(address) {
  const [, local, domain] = /^(.+)@([^@]+)$/.exec(address.trim().toLowerCase()) ?? [];
  if (!domain || [...PROVIDERS, ...OTHERS].includes(domain)) return null;
  const meant = PROVIDERS.find((provider) => isSlip(domain, provider));
  return meant ? `${local}@${meant}` : null;
}

/** One letter missing, added, wrong, or two swapped; short names only match swapped ones. */
function isSlip(domain, provider) {
  if (domain === provider.replace(".", "") || domain === provider.replace(/\.com$/, ".con")) {
    return true;
  }
  return provider.length > 7 && distance(domain, provider) === 1;
}

/** Edits between two words, a swap counting once (optimal string alignment). */
function distance(a, b) {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[a.length][b.length];
}
