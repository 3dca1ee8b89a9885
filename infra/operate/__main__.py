"""`STAGE=prod python -m infra.operate COMMAND`; `make` calls it.

STAGE and ADDRESS say whose. OPERATOR names the folder of the settings and texts, else
`operator/`. YES=yes agrees to everything that would be asked, DRY_RUN=yes stops a deploy before
its first call of AWS.
Answers 0 when done, 1 when something went wrong on the way, 2 for wrong input.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from infra.operate import dead_letters, keys, people, restoring, status, switch
from infra.operate.account import Account, plainly
from infra.operate.layers import ROOT, lay
from infra.operate.refusal import Failed, Refused
from infra.operate.saying import agrees, say, step
from infra.operate.settings import Settings, read_settings
from infra.operate.site import build_site
from infra.operate.stacks import Stack
from infra.operate.texts import check_texts


@dataclass
class Order:
    """One command as it was given."""

    stage: str
    address: str

    @cached_property
    def settings(self) -> Settings:
        return read_settings(self.stage, Path(os.environ.get("OPERATOR") or ROOT / "operator"))

    @cached_property
    def account(self) -> Account:
        return Account(self.settings["region"])

    @cached_property
    def service(self) -> dict[str, str]:
        """The outputs of the service. Raises Refused where the settings say there is none."""
        if not self.settings.has_service:
            raise Refused(f"Stage {self.stage} has no reminders, so there is nothing to do here.")
        return Stack(self.account, self.settings.stack, self.account.region).outputs()

    @property
    def out(self) -> Path:
        return ROOT / "build" / "operator" / self.settings.stage

    @property
    def people(self) -> people.People:
        return people.People(self.account, self.service)

    def must_agree(self, question: str, wanted: str) -> None:
        """Raises Failed unless the operator types what is wanted, or said yes beforehand."""
        if not is_set("YES") and not agrees(question, wanted):
            raise Failed("Nothing was changed.")


def is_set(name: str) -> bool:
    """Raises Refused for anything but a clear yes or no."""
    given = os.environ.get(name, "").strip().lower()
    if given in ("", "no", "0"):
        return False
    if given in ("yes", "1"):
        return True
    raise Refused(f"{name}={given!a} is neither yes nor no. Write {name}=yes, or leave it out.")


def deploy(order: Order) -> None:
    from infra.operate.deploy import Deploy

    asks, is_dry = not is_set("YES"), is_set("DRY_RUN")
    run = Deploy(order.settings, order.account, order.out, asks)
    if order.account.is_local:
        run.target, run.ask = "host", None
    run.run(is_dry=is_dry)


def build(order: Order) -> None:
    settings = order.settings
    check_texts(settings.folder / "templates")
    url = f"https://{settings['domain'] or 'example.com'}"
    with step("Building the site"):
        build_site(settings, lay(settings, order.out), url, ROOT / "site")
    if settings.has_service:
        say(f"It is in site/. Its reminders need the service: make deploy STAGE={settings.stage}")
    else:
        say("It is in site/. Put that folder on any web host.")


def destroy(order: Order) -> None:
    from infra.operate.destroy import Destroy

    with_data = is_set("DATA")
    settings = order.settings
    what = "everything of it, the data too" if with_data else "everything of it but the data"
    say(f"Stage {order.stage} in the AWS account {order.account.number}: {what}.")
    order.must_agree(f"Type {settings.stage} to remove it:", settings.stage)
    Destroy(settings, order.account).run(with_data=with_data)


def show_status(order: Order) -> None:
    for line in status.tell(order.settings, order.account):
        say(line)


def redrive(order: Order) -> None:
    done = dead_letters.redrive(order.account, order.service)
    say(f"Put back: {done.rows} e-mails to be looked at, {done.events} reports of SES.")
    if done.ticks:
        say(f"Removed: {done.ticks} ticks of the past, which nobody needs any more.")
    if done.failed:
        raise Failed(f"{done.failed} reports of SES failed again. Their log says why.")


def rotate(order: Order) -> None:
    which = os.environ.get("KEY", "").strip() or "all"
    if which not in ("links", "cdn", "all"):
        raise Refused(f"KEY={which!a}: choose links or cdn, or leave it out for both.")
    outputs = order.service
    links = keys.read(order.account, outputs["SigningSecretArn"])
    if which != "cdn":
        if links.is_rotated:
            say(
                f"Links signed before {links.changed_at:%Y-%m-%d %H:%M} will stop working, those "
                "to stop e-mails in old e-mails too."
            )
            order.must_agree("Type rotate to go on:", "rotate")
        keys.rotate_links(order.account, outputs["SigningSecretArn"])
    if which != "links":
        keys.rotate_cdn(order.settings, order.account, outputs["OriginSecretArn"])


def pause(order: Order) -> None:
    was_on = switch.turn(order.account, order.service["SendingSwitchName"], switch.OFF)
    say("All e-mail stops within a minute. What is due waits." if was_on else "It was paused.")


def resume(order: Order) -> None:
    was_off = switch.turn(order.account, order.service["SendingSwitchName"], switch.ON)
    say("E-mail leaves again within a minute." if was_off else "It was not paused.")


def person(order: Order) -> None:
    address = people.read_address(order.address)
    for line in order.people.tell(address, datetime.now(UTC)):
        say(line)


def erase(order: Order) -> None:
    address = people.read_address(order.address)
    found = order.people
    id_, now = found.id_of(address), datetime.now(UTC)
    order.must_agree(f"Type {address} to erase all there is about it:", address)
    if found.forget.erase(id_, now):
        say(
            f"Erased. A keyed hash is kept for {people.DAYS} days, so that no backup brings it back."
        )
    else:
        say("Nothing was stored about this address.")


def unblock(order: Order) -> None:
    address = people.read_address(order.address)
    say(order.people.unblock(address, datetime.now(UTC)))


def restore(order: Order) -> None:
    now, source = datetime.now(UTC), os.environ.get("FROM", "").strip()
    found = restoring.Restoring(order.account, order.service, source, order.stage)
    found.check(now)
    stage = order.settings.stage
    say(f"The table of stage {stage} is made to hold what {source} holds.")
    order.must_agree(f"Type {stage} to go on:", stage)
    with step("Putting it back"):
        done = found.run(now)
    say(f"Put back: {done.put} items. Removed, being newer: {done.removed}.")
    for what, many in sorted(done.ended.items()):
        say(f"Carried out once more, {what}: {many}.")
    say(f"Taken as perhaps sent, e-mails: {done.moved}.")
    say(f"E-mail still rests. Let it leave again: make resume STAGE={stage}")


COMMANDS: dict[str, Callable[[Order], None]] = {
    "build": build,
    "deploy": deploy,
    "destroy": destroy,
    "status": show_status,
    "redrive": redrive,
    "rotate": rotate,
    "pause": pause,
    "resume": resume,
    "person": person,
    "erase": erase,
    "unblock": unblock,
    "restore": restore,
}


def main(arguments: list[str]) -> int:
    name = " ".join(arguments)
    try:
        if name not in COMMANDS:
            raise Refused(f"There is no command {name!a}. These are: {', '.join(COMMANDS)}.")
        with plainly():
            COMMANDS[name](Order(os.environ.get("STAGE", ""), os.environ.get("ADDRESS", "")))
    except Refused as fault:
        print(fault, file=sys.stderr)
        return 2
    except Failed as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What was done so far stays; run the same command again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
