"""What each press does to a follow-up of the fake service: one method a press."""

from tests.browser.asked import Json
from tests.browser.fake_items import A_REPLY, an_entry


class Refused(Exception):
    """An answer of the 400s: its status and its body."""

    def __init__(self, status: int, code: str, message: str, more: Json | None = None) -> None:
        self.status = status
        key = "current" if code == "changed_elsewhere" else "fields"
        self.body = {"code": code, "message": message, "fields": {}} | {key: more or {}}


LINK_INVALID = Refused(401, "link_invalid", "This link does not work any more.")
LOOK_AGAIN = "Some of the answers need another look."
STOPPED_AT = "2026-12-04T10:00:00Z"
UNDO_UNTIL = "2036-12-05T09:00:00Z"


class Presses:
    """`carry_out(item, "snooze", {…})`; the item changes in place, as a row in a table does.

    `edits` is what each edit was sent with, whatever became of it.
    """

    def __init__(self) -> None:
        self.edits: list[Json] = []

    def carry_out(self, item: Json, action: str, body: Json) -> None:
        getattr(self, action)(item, body)
        undo = {"action": action, "until": UNDO_UNTIL}
        item["undo"] = None if action == "undo" else undo
        item["rev"] += 1

    def undo(self, item: Json, _: Json) -> None:
        item.update(answer=None, stopped_at=None, snooze_until=None, notes=[])

    def edit(self, item: Json, body: Json) -> None:
        self.edits.append(dict(body))
        if body.pop("rev") != item["rev"]:
            message = "This was changed in another window."
            raise Refused(409, "changed_elsewhere", message, item)
        if any("\u202e" in person["name"] for person in body.get("people", [])):
            fields = {"people.0.name": "This holds a character that cannot be shown."}
            raise Refused(422, "invalid", LOOK_AGAIN, fields)
        item.update(body)

    def stop(self, item: Json, _: Json) -> None:
        item.update(stopped_at=STOPPED_AT, next=None)

    def thanked(self, item: Json, body: Json) -> None:
        for index, person in enumerate(item["people"]):
            person["thanked"] = person["thanked"] or body["person"] in ("all", index)

    def done(self, item: Json, body: Json) -> None:
        for entry in item["plan"]:
            entry["done"] = entry["done"] or all(entry[key] == body[key] for key in body)

    def snooze(self, item: Json, body: Json) -> None:
        until = body.get("until", "2036-12-08")
        if until > "2037":
            fields = {"until": "That is more than two years away."}
            raise Refused(422, "invalid", LOOK_AGAIN, fields)
        item["snooze_until"] = until

    def answer(self, item: Json, body: Json) -> None:
        sent = [entry for entry in item["plan"] if entry["sent_at"]]
        if body["answer"] == "withdrawn":
            item.update(answer="withdrawn", plan=sent, next=None, notes=[])
            return
        reply = an_entry("reply", 1, "2036-12-07")
        item.update(answer=body["answer"], plan=[*sent, reply], next=reply, notes=[A_REPLY])
