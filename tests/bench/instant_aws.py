"""AWS as far as the functions call it, on loopback: it answers at once and refuses nothing.

It stands in a process of its own, so that its work is not counted as the client's. It keeps
items, because a worker reads again what it wrote; it checks no condition, because what is
measured is the caller. `POST /_items` puts items there, `POST /_clear` takes all away,
`GET /_counts` tells the calls so far.
"""

import json
import re
import sys
import threading
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from operator import itemgetter
from typing import Any

Json = dict[str, Any]
Item = dict[str, Json]

ASSIGNMENT = re.compile(r"(#\w+|\w+) = (:\w+)")
SECRET = json.dumps({"key": "a key of a bench, sixty-four characters long or nearly so......"})


class Items:
    """Items by table and key, and an index of those that are due, sorted by time."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], dict[str, Item]] = {}
        self._due: dict[str, list[tuple[str, str, str]]] = {}

    def put(self, table: str, item: Item) -> None:
        first, second = (item[name]["S"] for name in _key_names(item))
        partition = self._found.setdefault((table, first), {})
        self._unlist(partition.get(second))
        partition[second] = item
        if "due_slot" in item:
            insort(self._due.setdefault(item["due_slot"]["S"], []), _place_of(item))

    def get(self, table: str, key: Item) -> Item | None:
        first, second = (value["S"] for value in key.values())
        return self._found.get((table, first), {}).get(second)

    def partition(self, table: str, first: str) -> list[Item]:
        return list(self._found.get((table, first), {}).values())

    def due(self, slot: str, as_of: str, most: int) -> list[Item]:
        listed = self._due.get(slot, [])
        found = listed[: min(most, bisect_right(listed, as_of, key=itemgetter(0)))]
        return [
            {"pk": {"S": pk}, "sk": {"S": sk}, "due_slot": {"S": slot}, "due_at": {"S": due_at}}
            for due_at, pk, sk in found
        ]

    def delete(self, table: str, key: Item) -> None:
        first, second = (value["S"] for value in key.values())
        self._unlist(self._found.get((table, first), {}).pop(second, None))

    def _unlist(self, item: Item | None) -> None:
        if item and "due_slot" in item:
            listed, place = self._due[item["due_slot"]["S"]], _place_of(item)
            del listed[bisect_left(listed, place)]


def _key_names(item: Item) -> tuple[str, str]:
    return ("pk", "sk") if "pk" in item else ("id", "what")


def _place_of(item: Item) -> tuple[str, str, str]:
    return item["due_at"]["S"], item["pk"]["S"], item["sk"]["S"]


class Answers:
    """One method for each operation the functions use."""

    def __init__(self) -> None:
        self.items = Items()
        self.counts: Counter[str] = Counter()

    def answer(self, operation: str, asked: Json) -> Json:
        self.counts[operation] += 1
        given: Callable[[Json], Json] = getattr(self, operation)
        return given(asked)

    def GetItem(self, asked: Json) -> Json:
        found = self.items.get(asked["TableName"], asked["Key"])
        return {"Item": found} if found else {}

    def BatchGetItem(self, asked: Json) -> Json:
        responses = {}
        for table, wanted in asked["RequestItems"].items():
            found = (self.items.get(table, key) for key in wanted["Keys"])
            responses[table] = [item for item in found if item]
        return {"Responses": responses, "UnprocessedKeys": {}}

    def Query(self, asked: Json) -> Json:
        """A slot of the index up to a time, or a partition of a table."""
        values = [value["S"] for value in asked["ExpressionAttributeValues"].values()]
        if "IndexName" in asked:
            slot, as_of = values
            found = self.items.due(slot, as_of, asked["Limit"])
        else:
            found = self.items.partition(asked["TableName"], values[0])
        return {"Items": found, "Count": len(found), "ScannedCount": len(found)}

    def PutItem(self, asked: Json) -> Json:
        self.items.put(asked["TableName"], asked["Item"])
        return {}

    def DeleteItem(self, asked: Json) -> Json:
        self.items.delete(asked["TableName"], asked["Key"])
        return {}

    def UpdateItem(self, asked: Json) -> Json:
        item = dict(self.items.get(asked["TableName"], asked["Key"]) or asked["Key"])
        names, values = asked["ExpressionAttributeNames"], asked["ExpressionAttributeValues"]
        sets, _, removes = asked["UpdateExpression"].partition(" REMOVE ")
        for name, value in ASSIGNMENT.findall(sets):
            item[names.get(name, name)] = values[value]
        for name in filter(None, removes.split(", ")):
            item.pop(names.get(name, name), None)
        if " ADD n " in sets:
            item["n"] = {"N": str(int(item.get("n", {"N": "0"})["N"]) + 1)}
        self.items.put(asked["TableName"], item)
        return {"Attributes": item} if asked.get("ReturnValues") else {}

    def TransactWriteItems(self, asked: Json) -> Json:
        acts = {"Put": self.PutItem, "Update": self.UpdateItem, "Delete": self.DeleteItem}
        for each in asked["TransactItems"]:
            for kind, request in each.items():
                if kind in acts:
                    acts[kind](request)
        return {}

    def GetQueueAttributes(self, asked: Json) -> Json:
        return {"Attributes": dict.fromkeys(asked["AttributeNames"], "0")}

    def SendMessageBatch(self, asked: Json) -> Json:
        sent = [{"Id": each["Id"], "MessageId": each["Id"], "MD5OfMessageBody": ""} for each in asked["Entries"]]  # fmt: skip
        return {"Successful": sent, "Failed": []}

    def GetSecretValue(self, asked: Json) -> Json:
        return {"ARN": asked["SecretId"], "Name": "secret", "SecretString": SECRET}

    def GetParameter(self, asked: Json) -> Json:
        return {"Parameter": {"Name": asked["Name"], "Type": "String", "Value": "on"}}

    def SendEmail(self, _asked: Json) -> Json:
        return {"MessageId": "0100018f-0000-0000"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answers = Answers()

    def do_GET(self) -> None:
        self._reply(dict(self.answers.counts))

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"]))
        asked = json.loads(text) if text else {}
        if self.path == "/_clear":
            self.answers.items = Items()
            self._reply({})
            return
        if self.path == "/_items":
            for item in asked["items"]:
                self.answers.items.put(asked["table"], item)
            self._reply({})
            return
        target = self.headers.get("X-Amz-Target")
        self._reply(self.answers.answer(target.split(".")[1] if target else "SendEmail", asked))

    def _reply(self, given: Json) -> None:
        body = json.dumps(given).encode()
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
        )

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Prints the port and serves until standard input closes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
