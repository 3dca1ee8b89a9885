"""What one follow-up takes of DynamoDB, counted in a run of the real functions.

`python -m tests.bench.usage` writes `usage.json`, from which the page on costs is computed.
"""

import importlib
import json
from datetime import UTC, datetime
from pathlib import Path

from followup.aws import items, wiring
from followup.tokens import Purpose, Token
from tests.bench import capacity, events
from tests.bench.costs import send_event
from tests.bench.weighed import TABLE, Weighed, weighed
from tests.functions.calls import Answer, Api, Context, Event, Stack, a_form

FILE = Path(__file__).parent / "usage.json"
REMINDERS = 10
Usage = dict[str, dict[str, float]]


def measure() -> Usage:
    """Write and read units by what happens; `stored` is in bytes."""
    with weighed() as cloud:
        found = _life(cloud)
        found["stored"] = {"bytes": _bytes(cloud)}
        found["reminder"] = _reminder(cloud)
        cloud.call("dispatch", events.tick(datetime(2000, 1, 1, tzinfo=UTC)))
        found["tick"] = _taken(cloud)
    return found


def _life(cloud: Weighed) -> Usage:
    """One person asks for reminders, confirms, looks, and presses two buttons."""
    now, form, found = datetime.now(UTC), a_form(), {}
    cloud.taken()
    _ask(cloud, "POST", "/api/follow-ups", form)
    found["sign-up"] = _taken(cloud)
    letter = _letter(cloud)
    _ask(cloud, "POST", "/api/confirm/preview", {"token": wiring.tokens().make(letter, now)})
    found["preview"] = _taken(cloud)
    confirmed = _ask(cloud, "POST", "/api/confirm", {"token": wiring.tokens().make(letter, now)})
    found["confirmation"] = _taken(cloud)
    bearer, path = confirmed.body["token"], f"/api/follow-ups/{form['id']}"
    _ask(cloud, "GET", path, bearer=bearer)
    found["look"] = _taken(cloud)
    _ask(cloud, "POST", f"{path}/thanked", {"person": "all"}, bearer)
    found["press"] = _taken(cloud)
    _ask(cloud, "POST", f"{path}/answer", {"answer": "offer"}, bearer)
    found["answer"] = _taken(cloud)
    return found


def _reminder(cloud: Weighed) -> dict[str, float]:
    """Worker and the report SES sends back, for one of several."""
    due = events.due(REMINDERS)
    cloud.put(due.items)
    cloud.taken()
    for batch in due.batches:
        cloud.call("send", batch)
    for tags in cloud.tags:
        cloud.call("feedback", send_event(tags))
    return {kind: units / REMINDERS for kind, units in _taken(cloud).items()}


def _ask(
    cloud: Weighed, method: str, path: str, body: Event | None = None, bearer: str = ""
) -> Answer:
    def handle(event: Event, _context: object) -> Event:
        answer: Event = importlib.import_module("api").handler(event, Context())
        return answer

    answer = Api(Stack(None, None, ""), handle)(method, path, body, bearer=bearer)
    assert answer.status < 300, answer
    cloud._close()
    return answer


def _letter(cloud: Weighed) -> Token:
    """What the link of the letter just ordered says."""
    stored = [items.unpack(each) for each in cloud.dynamodb.scan(TableName=TABLE)["Items"]]
    [owner] = [each for each in stored if each["sk"] == items.SUBSCRIBER_SORT]
    [letter] = [each for each in stored if each["sk"].startswith("L#")]
    id_ = owner["pk"].partition("#")[2]
    return Token(Purpose.CONFIRM, id_, (letter["sk"][2:],), int(owner["epoch"]))


def _bytes(cloud: Weighed) -> int:
    return sum(map(capacity.size_of, cloud.dynamodb.scan(TableName=TABLE)["Items"]))


def _taken(cloud: Weighed) -> dict[str, float]:
    """An index is written to as a table is."""
    units, _ = cloud.taken()
    written = units.get("write", 0) + units.get("index", 0)
    return {"writes": written, "reads": units.get("read", 0)}


if __name__ == "__main__":
    FILE.write_text(json.dumps(measure(), indent=2) + "\n")
