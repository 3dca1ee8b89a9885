import { call } from "../api.mjs";
import { Doorkeeper } from "../doorkeeper.mjs";
import { button, h, own } from "../elements.mjs";
import { Panel } from "../panel.mjs";
import { AddressField } from "./address-field.mjs";

/** "Send me my link": an address, and the same answer for everyone. */
export class LinkRequest extends Panel {
  #address = new AddressField("link-address", "The address that gets your reminders");
  #doorkeeper = new Doorkeeper();

  /** @param {AbortSignal} signal @param {HTMLElement} [heading] */
  constructor(signal, heading = h("h3", {}, "Send me my link")) {
    super(heading);
    this.signal = signal;
    this.ask();
  }

  ask() {
    const press = (event) => {
      event.preventDefault();
      this.#press();
    };
    this.show(h("form", { novalidate: true, onsubmit: press },
      h("p", {}, "We send an e-mail with a link. It opens all your follow-ups, on any device."),
      ...this.#address.parts, this.#doorkeeper.element,
      h("p", { class: "actions" }, h("button", { type: "submit", class: "button button--primary" }, "Send me my link"))));
  }

  #press() {
    if (this.#address.check()) this.attempt(() => this.#send());
  }

  async #send() {
    const body = { address: this.#address.value, ...this.#doorkeeper.fields };
    try {
      await call("POST", "/link", { body, signal: this.signal });
    } catch (error) {
      if (!this.#doorkeeper.asksAgain(error)) throw error;
      return this.say(h("p", {}, error.message));
    }
    return this.#sent();
  }

  #sent() {
    const isAgain = this.said.childElementCount > 1;
    this.say(
      h("p", {}, isAgain ? "Asked again for " : "If follow-ups are kept for ", own(this.#address.value),
        isAgain ? "." : ", an e-mail with your link is on its way."),
      h("p", {}, "It is not there after a few minutes? Look in spam, and check the spelling of the address. A second e-mail leaves ten minutes after the first at the earliest."));
    const again = button("Send again", () => this.#press());
    this.show(h("p", { class: "actions" }, again, button("Another address", () => this.#another())));
    again.focus();
  }

  #another() {
    this.say();
    this.ask();
    this.#address.input.select();
  }
}
