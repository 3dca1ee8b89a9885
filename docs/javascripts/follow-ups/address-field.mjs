import { isAddress, likelyAddress } from "../addresses.mjs";
import { button, h, own } from "../elements.mjs";
import { clearFault, markFault } from "../field-faults.mjs";

const NO_ADDRESS = "Write an e-mail address, like ada@example.com.";

/** A field for an e-mail address, which points out what cannot be one and what may be a slip. */
export class AddressField {
  #slip = h("div", { role: "status", class: "message slip" });

  /** @param {string} id @param {string} label */
  constructor(id, label) {
    this.input = h("input", {
      type: "email", id, name: "email", autocomplete: "email", inputmode: "email", translate: "no",
      oninput: () => this.#look(), // Not on leaving the field: the button would move away under the press.
    });
    this.field = h("div", { class: "field" }, h("label", { for: id }, label), this.input);
    /** To stand in a form. @type {HTMLElement[]} */
    this.parts = [this.field, this.#slip];
  }

  get value() {
    return this.input.value.trim();
  }

  /** Whether it holds an address; if not, it says so and takes the focus. @returns {boolean} */
  check() {
    clearFault(this.input);
    if (isAddress(this.value)) return true;
    markFault(this.field, { field: this.input.id, message: NO_ADDRESS });
    this.input.focus();
    return false;
  }

  #look() {
    clearFault(this.input);
    const meant = likelyAddress(this.value);
    const use = () => {
      this.input.value = meant;
      this.#slip.replaceChildren();
      this.input.focus();
    };
    this.#slip.replaceChildren(...(meant
      ? [h("p", {}, "Did you mean ", own(meant), "?"), h("p", { class: "actions" }, button("Use that", use))]
      : []));
  }
}
