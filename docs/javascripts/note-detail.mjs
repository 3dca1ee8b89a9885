/**
 * What the user typed about a person, made to sit in a sentence. The twin of
 * functions/followup/note_detail.py, which explains the rules; a test compares the two.
 */

const SHORTEST_PAST = 5;
const UNSURE = ["them", "theirs", "themselves", "was"];
const EDGE_MARKS = /^[ .,;:!?…]+|[ .,;:!?…]+$/g;
const SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+/g;
const OWN = {
  he: ["his", "him", "himself"],
  she: ["her", "her", "herself"],
  they: ["their", "them", "themselves"],
};

/** At most one of the three is filled. @returns {{topic: string, deed: string, sentence: string}} */
export function shaped(detail, words, isDeed, name = "") {
  const typed = asPronoun(tidy(detail), name);
  const text = withoutLeadIn(typed.replace(EDGE_MARKS, ""), words["lead-ins"]);
  if (typed.endsWith("?") && text) return shape({ sentence: `${smallStart(text, words)}?` });
  const [first, rest] = cut(text);
  const low = plain(first);
  if (/[.;!?] /.test(text)) return shape({ sentence: smallStart(text, words) });
  if (!text || words["question words"].includes(low)) return shape({ topic: smallStart(text, words) });
  if (words.they.includes(low) && rest) return shape({ deed: spokenTo(low, rest, words) });
  if (low === "you" && rest && (isDeed || startsDeed(rest, words))) return shape({ deed: rest });
  if (words.subjects.includes(stem(first))) return shape({ sentence: smallStart(text, words) });
  return withoutSubject(text, words, isDeed);
}

/** From "how they plan their shifts" to "how you plan your shifts", where that is sure. */
export function saidToYou(topic, words) {
  const [question, following] = cut(topic);
  const [subject, rest] = cut(following);
  const typed = rest.split(" ");
  const low = typed.map((word) => plain(word).replace(/[,;:]+$/, ""));
  const isThey = stem(subject) === "they" && rest;
  const isUnsure = low.some((word) => UNSURE.includes(word));
  if (!words["question words"].includes(plain(question)) || !isThey || isUnsure) return topic;
  const between = low.slice(1, Math.max(low.lastIndexOf("their"), 1));
  if (!between.every((word) => words["small words"].includes(word))) return topic;
  const said = typed.map((word) => (plain(word) === "their" ? "your" : word));
  return [question, `you${subject.slice("they".length)}`, ...said].join(" ");
}

/** The reason without its "because"; "they" stays, who may be the boat models. @returns {string} */
export function reasonClause(reason, words, name = "") {
  const isWord = [...words.subjects, ...words["small words"]].includes(plain(name));
  const typed = isWord ? tidy(reason) : asPronoun(tidy(reason), name);
  const text = withoutLeadIn(typed.replace(EDGE_MARKS, ""), words["reason lead-ins"]);
  const [first, rest] = cut(text);
  const pronoun = plain(first);
  if (["he", "she"].includes(pronoun) && rest) return `you ${spokenTo(pronoun, rest, words)}`;
  return smallStart(text, words);
}

/** One space between words, none around. */
export function tidy(text) {
  return text.replace(SPACES, " ").replace(/^ +| +$/g, "");
}

/** Small letters, without what an apostrophe adds: the "it" of "It's". @returns {string} */
export function stem(word) {
  return plain(word).split("'")[0];
}

/** Small letters a-z and straight apostrophes; other letters stay as they are. */
export function plain(text) {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replaceAll("’", "'");
}

function shape(filled) {
  return { topic: "", deed: "", sentence: "", ...filled };
}

function withoutSubject(text, words, isDeed) {
  const [first, rest] = cut(text);
  const low = plain(first);
  if (["was", "were"].includes(low) && rest) return shape({ deed: `were ${rest}` });
  if (startsDeed(text, words) || (isDeed && isPast(low, words))) {
    return shape({ deed: tidy(`${low} ${rest}`) });
  }
  if (isDeed && words.qualities.includes(low)) return shape({ deed: tidy(`were ${low} ${rest}`) });
  if (hasVerb(text, words) || addsClause(text, words)) return shape({ sentence: smallStart(text, words) });
  if (words.theirs.includes(low)) return shape({ topic: tidy(`your ${rest}`) });
  return shape({ topic: smallStart(text, words) });
}

function startsDeed(text, words) {
  const [first, second = ""] = text.split(" ");
  return isPast(plain(first), words) && words["after a deed"].includes(plain(second));
}

function asPronoun(text, name) {
  const isNamed = name && plain(text).startsWith(`${plain(name)} `);
  return isNamed ? `she${text.slice(name.length)}` : text;
}

function withoutLeadIn(text, starts) {
  const low = plain(text);
  const start = starts.find((lead) => low.startsWith(`${lead} `) && !/[0-9]/.test(low[lead.length + 1]));
  return start ? text.slice(start.length + 1) : text;
}

function spokenTo(pronoun, rest, words) {
  const [first, ...others] = rest.split(" ");
  const keeps = pronoun === "they" && plain(first) !== "was";
  const yours = others.map((word, at) => yoursOf(word, plain(others[at + 1] ?? ""), pronoun, words));
  return [keeps ? first : secondPerson(first, words), ...yours].join(" ");
}

function secondPerson(verb, words) {
  const low = plain(verb);
  const irregular = words["verbs with you"].map((pair) => pair.split(" ")).find(([from]) => from === low);
  if (irregular) return irregular[1];
  if (words["no verbs"].includes(low) || !/^[a-z]+[a-rt-z]s$/.test(low)) return verb;
  return low.slice(0, -1).replace(/ie$/, "y").replace(/(ch|sh|ss|x|zz|o)e$/, "$1");
}

function yoursOf(word, following, pronoun, words) {
  const [whose, whom, self] = OWN[pronoun];
  const low = plain(word);
  if (low === self) return "yourself";
  const owns = whose !== whom || (following && !words["small words"].includes(following));
  if (low === whose && owns) return "your";
  return low === whom ? "you" : word;
}

function isPast(low, words) {
  const regular = low.endsWith("ed") && !low.endsWith("eed") && [...low].length >= SHORTEST_PAST;
  return regular || words["past forms"].includes(low);
}

function hasVerb(text, words) {
  const tokens = text.split(" ").map((token) => plain(token).replace(/[,;:]+$/, ""));
  for (let at = 1; at < tokens.length; at += 1) {
    const [before, token] = [tokens[at - 1], tokens[at]];
    if (words["finite verbs"].includes(token) && before !== "to") return true;
    if (words["question words"].includes(before) || words["opens a clause"].includes(token)) return false;
  }
  return false;
}

/** As "the rye starter, it's 20 years old" does. */
function addsClause(text, words) {
  const added = text.split(", ").slice(1);
  return added.some((part) => words.subjects.includes(stem(cut(part)[0])));
}

function smallStart(text, words) {
  const first = stem(cut(text)[0]);
  if (first === "i") return `I${text.slice(1)}`;
  return words["small words"].includes(first) ? plain(text.slice(0, 1)) + text.slice(1) : text;
}

function cut(text) {
  const at = text.indexOf(" ");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
