import { isAddress, likelyAddress } from "../addresses.mjs";
import { call } from "../api.mjs";
import { Doorkeeper } from "../doorkeeper.mjs";
import { button, h, own } from "../elements.mjs";
import { clearFaults, markFault } from "../field-faults.mjs";
import { Panel } from "../panel.mjs";

const FIELD = "link-address";
const NO_ADDRESS = { field: FIELD, message: "Write an e-mail address, like ada@example.com." };

/** "Send me my link": an address, and the same answer for everyone. */
export class LinkRequest extends Panel {
  #input = h("input", {
    type: "email", id: FIELD, name: "email", autocomplete: "email", inputmode: "email", translate: "no",
  });
  #slip = h("div", { role: "status", class: "message slip" });
  #doorkeeper = new Doorkeeper();

  /** @param {AbortSignal} signal @param {HTMLElement} [heading] */
  constructor(signal, heading = h("h3", {}, "Send me my link")) {
    super(heading);
    this.signal = signal;
    this.#input.addEventListener("input", () => {
      clearFaults(this.body);
      this.#hint(); // Not on leaving the field: the button would move away under the press.
    });
    this.ask();
  }

  ask() {
    const press = (event) => {
      event.preventDefault();
      this.#press();
    };
    this.show(h("form", { novalidate: true, onsubmit: press },
      h("p", {}, "We send an e-mail with a link. It opens all your follow-ups, on any device."),
      h("div", { class: "field" }, h("label", { for: FIELD }, "The address that gets your reminders"), this.#input),
      this.#slip, this.#doorkeeper.element,
      h("p", { class: "actions" }, h("button", { type: "submit", class: "button button--primary" }, "Send me my link"))));
  }

  get #address() {
    return this.#input.value.trim();
  }

  #press() {
    if (isAddress(this.#address)) return this.attempt(() => this.#send());
    clearFaults(this.body);
    markFault(this.body, NO_ADDRESS);
    return this.#input.focus();
  }

  async #send() {
    const body = { address: this.#address, ...this.#doorkeeper.fields };
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
      h("p", {}, isAgain ? "Asked again for " : "If follow-ups are kept for ", own(this.#address),
        isAgain ? "." : ", an e-mail with your link is on its way."),
      h("p", {}, "It is not there after a few minutes? Look in spam, and check the spelling of the address. A second e-mail leaves ten minutes after the first at the earliest."));
    const again = button("Send again", () => this.#press());
    this.show(h("p", { class: "actions" }, again, button("Another address", () => this.#another())));
    again.focus();
  }

  #another() {
    this.say();
    this.ask();
    this.#input.select();
  }

  #hint() {
    const meant = likelyAddress(this.#address);
    const use = () => {
      this.#input.value = meant;
      this.#slip.replaceChildren();
      this.#input.focus();
    };
    this.#slip.replaceChildren(...(meant
      ? [h("p", {}, "Did you mean ", own(meant), "?"), h("p", { class: "actions" }, button("Use that", use))]
      : []));
  }
}
