/** A note as a message file (RFC 5322) that mail programs open as a draft. */

import { oneLine } from "./mailto.mjs";

/**
 * @param {{to?: string | null, name?: string, subject: string, body: string}} mail
 * @returns {string} the file's text: ASCII only, CRLF line ends.
 */
export function messageFile({ to, name = "", subject, body }) {
  const head = [
    ...(to ? [`To: ${recipient(oneLine(name), oneLine(to))}`] : []),
    `Subject: ${encodedWords(oneLine(subject))}`,
    "X-Unsent: 1", // Outlook then opens it ready to send.
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: base64",
  ];
  const lines = body.replace(/\r\n?|\n/g, "\r\n");
  return `${head.join("\r\n")}\r\n\r\n${folded(base64(lines))}\r\n`;
}

function recipient(name, to) {
  const address = to.replace(/[<>\s,;"]/g, "");
  return name ? `${encodedWords(name, true)} <${address}>` : address;
}

/** RFC 2047: words of at most 75 characters; 45 bytes of text give 60 of base64. */
function encodedWords(text, quoteAlways = false) {
  const plain = quoteAlways ? /^[A-Za-z0-9 ]*$/ : /^[ -~]*$/;
  if (plain.test(text) && text.length < 60 && !text.includes("=?")) return text;
  return chunks(text, 45).map((part) => `=?utf-8?B?${base64(part)}?=`).join("\r\n ");
}

/** Cuts between characters, never inside one. */
function chunks(text, bytes) {
  const parts = [""];
  for (const character of text) {
    if (size(parts.at(-1) + character) > bytes) parts.push("");
    parts[parts.length - 1] += character;
  }
  return parts;
}

function base64(text) {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}

function folded(text) {
  return text.replace(/.{76}(?=.)/g, "$&\r\n");
}

function size(text) {
  return new TextEncoder().encode(text).length;
}
