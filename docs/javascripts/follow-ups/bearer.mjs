import { call, callFile } from "../api.mjs";

/** What the link in hand may ask of the service: a private link, or the link of one e-mail. */
export class Bearer {
  /** @param {string} token @param {AbortSignal} signal takes requests back when the page is left */
  constructor(token, signal) {
    Object.assign(this, { token, signal });
  }

  /** @returns {Promise<{follow_ups: any[], whole: boolean, address?: string, stopped?: boolean}>} */
  open() {
    return this.#ask("GET", "/follow-ups");
  }

  /** One press. @param {{id: string}} item @param {import("./actions.mjs").Press} press */
  press(item, { path, body }) {
    return path ? this.#ask("POST", `${placeOf(item)}/${path}`, body) : this.edit(item, body);
  }

  /** An edit says which state it was made from, so that another window's is not lost. */
  edit(item, changes) {
    return this.#ask("PATCH", placeOf(item), { ...changes, rev: item.rev });
  }

  delete(item) {
    return this.#ask("DELETE", placeOf(item));
  }

  /** @returns {Promise<Blob>} the plan of one follow-up as a calendar file */
  calendarFile(item) {
    return this.#file(`${placeOf(item)}/calendar.ics`);
  }

  /** @param {"json" | "csv"} format @returns {Promise<Blob>} everything that is stored */
  export(format) {
    return this.#file(`/export?format=${format}`);
  }

  /** @returns {Promise<{path: string}>} where calendar programs find the plans */
  feed() {
    return this.#ask("POST", "/calendar", {});
  }

  changeAddress(address) {
    return this.#ask("POST", "/address", { address });
  }

  stopAll() {
    return stop(this.token, this.signal);
  }

  startAgain() {
    return start(this.token, this.signal);
  }

  /** Ends every link given out. @returns {Promise<{token: string}>} the one that goes on */
  rotate() {
    return this.#ask("POST", "/link/rotate", {});
  }

  erase() {
    return this.#ask("DELETE", "/subscriber");
  }

  #ask(method, path, body) {
    return call(method, path, { body, token: this.token, signal: this.signal });
  }

  #file(path) {
    return callFile(path, { token: this.token, signal: this.signal });
  }
}

/** Stops all e-mails, or `only` those about one interview. @param {string} token */
export function stop(token, signal, { only = false } = {}) {
  return call("POST", `/stop/${encodeURIComponent(token)}${only ? "?only=true" : ""}`, { signal });
}

/** Lifts the stop of all e-mails. @param {string} token */
export function start(token, signal) {
  return call("POST", `/start/${encodeURIComponent(token)}`, { signal });
}

function placeOf({ id }) {
  return `/follow-ups/${encodeURIComponent(id)}`;
}
