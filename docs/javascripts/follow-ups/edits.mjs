/** What an edit changes, and in what two states of a follow-up differ. No page here. */

/**
 * The fields of `typed` that differ from the follow-up. @param {any} item @param {object} typed
 * @returns {object}
 */
export function changesOf(item, typed) {
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => !isSame(item[name], value)));
}

/** The fields, of those given, in which two states differ. @param {{name: string}[]} fields */
export function differences(before, now, fields) {
  return fields.filter(({ name }) => !isSame(before[name], now[name]));
}

/** Empty is empty, whether as null, as nothing, or as text without a letter. */
function isSame(one, other) {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || value === undefined || value === "") return null;
  if (typeof value !== "object") return value;
  const filled = Object.keys(value).sort().map((key) => [key, plain(value[key])]).filter(([, part]) => part !== null);
  return Object.fromEntries(filled);
}
