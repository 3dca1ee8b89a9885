/** What one page of the site leaves for the next in this tab: a follow-up to begin another from. */

const PREFIX = "interview-follow-up.from.";
// Not the days, nor what was said: the next interview has its own.
const CARRIED = [
  "employer", "role", "your_name", "tone", "zone", "country", "hour", "persistence", "max_check_ins", "channel",
];
const OF_A_PERSON = ["name", "relation", "medium", "contact"];

const memory = new Map(); // where the browser forbids storage; lasts while pages change in place

/** @param {any} item a follow-up as the API gives it @param {string} [address] */
export function handOver(item, address = "") {
  const people = item.people.map((person) => only(OF_A_PERSON, person));
  const left = JSON.stringify({ ...only(CARRIED, item), people, address });
  memory.set(item.id, left);
  try {
    sessionStorage.setItem(PREFIX + item.id, left);
  } catch {
    // Forbidden or full: the memory has it.
  }
}

/** What was left for this id, once; or null. @param {string} id @returns {object | null} */
export function takeOver(id) {
  const left = stored(id) ?? memory.get(id) ?? null;
  memory.delete(id);
  try {
    return JSON.parse(left);
  } catch {
    return null;
  }
}

/** Nothing is left for anybody. */
export function clearHandover() {
  memory.clear();
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Forbidden: there is nothing.
  }
}

function stored(id) {
  try {
    const left = sessionStorage.getItem(PREFIX + id);
    sessionStorage.removeItem(PREFIX + id);
    return left;
  } catch {
    return null;
  }
}

function only(names, object) {
  return Object.fromEntries(names.map((name) => [name, object[name] ?? null]));
}
