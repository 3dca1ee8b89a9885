import { call } from "./api.mjs";
import { button, h } from "./elements.mjs";
import { LetterPage } from "./letter-page.mjs";
import { takeToken } from "./session.mjs";

/** "I did not ask for this": no more confirmation e-mails to this address, until it is lifted. */
class BlockPage extends LetterPage {
  start() {
    this.token = takeToken("block");
    if (this.token) this.ask();
    else this.showStale();
  }

  ask() {
    this.show(
      h("p", {}, "Somebody typed your e-mail address into our form. It may have been a slip. Unless somebody confirms, nothing more comes, and the request is erased after 7 days."),
      h("p", {}, "You can also forbid such e-mails to your address for good. What you confirmed earlier goes on."),
      this.press("Do not send me these e-mails", "/block", () => this.showBlocked(), "button--primary"),
    );
  }

  showBlocked() {
    this.turn(
      h("h2", {}, "No more of these e-mails"),
      h("p", {}, "From now on our form sends nothing to your address. We are sorry for the trouble."),
      h("p", {}, "If you want reminders yourself one day, you can lift this here."),
      this.press("Allow these e-mails again", "/unblock", () => this.showLifted()),
    );
  }

  showLifted() {
    this.turn(
      h("h2", {}, "These e-mails are allowed again"),
      h("p", {}, "Our form may send a confirmation e-mail to your address once more."),
      this.press("Do not send me these e-mails", "/block", () => this.showBlocked()),
    );
  }

  press(label, path, then, look = "") {
    const task = async () => {
      await call("POST", path, { body: { token: this.token }, signal: this.signal });
      then();
    };
    return h("p", { class: "actions" }, button(label, () => this.attempt(task), look));
  }

  showStale() {
    this.turn(
      h("h2", {}, "This link does not work"),
      h("p", {}, "Perhaps a part of it is missing."),
      h("p", {}, "Open the e-mail again and press “I did not ask for this”. If you do nothing, nothing more comes either: a request that nobody confirms is erased after 7 days."),
    );
  }
}

customElements.get("block-page") ?? customElements.define("block-page", BlockPage);
