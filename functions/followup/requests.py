"""Requests before anybody reads them: size, type, doubled keys; and faults after."""

import base64
import binascii
import ipaddress
import json
from collections.abc import Iterable, Mapping
from typing import Any

from followup import limits
from followup.errors import FollowUpError, Invalid, TooLarge, WrongType

JSON = "application/json"
# A mail program posts there whatever it likes (RFC 8058, 3.2); nobody reads it.
TAKES_ANY_BODY = ("/api/stop/", "/api/start/")


def refusal_of(event: Mapping[str, Any]) -> FollowUpError | None:
    """Why this request cannot be read, if so. Bodies only come with POST, PATCH and PUT."""
    if event["requestContext"]["http"]["method"] in ("GET", "DELETE"):
        return None
    if event["rawPath"].startswith(TAKES_ANY_BODY):
        return None
    content_type = event.get("headers", {}).get("content-type", "")
    if not event.get("body") and not content_type:
        return None  # a press that needs no words; a route that does need some says so
    try:
        check_json(read_body(event), content_type)
    except FollowUpError as fault:
        return fault
    return None


def in_plain_type(event: Mapping[str, Any]) -> dict[str, Any]:
    """The request with its JSON type as the resolver wants it: it minds the case."""
    headers = dict(event.get("headers") or {})
    if headers.get("content-type", "").partition(";")[0].strip().lower() == JSON:
        headers["content-type"] = JSON
    return {**event, "headers": headers}


def read_body(event: Mapping[str, Any]) -> str:
    """The body as text, whatever API Gateway wrapped it in. Raises TooLarge, Invalid."""
    body = event.get("body") or ""
    if len(body) > 2 * limits.MAX_BODY_BYTES:
        raise TooLarge
    try:
        text = base64.b64decode(body).decode() if event.get("isBase64Encoded") else body
    except (binascii.Error, UnicodeDecodeError) as fault:
        raise Invalid("This is not text we can read.") from fault
    if len(text.encode("utf-8", "surrogatepass")) > limits.MAX_BODY_BYTES:
        raise TooLarge
    return str(text)


def check_json(text: str, content_type: str) -> None:
    """Raises WrongType, Invalid. A doubled key would let two readers see two requests."""
    if content_type.partition(";")[0].strip().lower() != JSON:
        raise WrongType
    try:
        body = json.loads(text, object_pairs_hook=_refuse_doubled, parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise Invalid("This is not JSON we can read.") from fault
    if not isinstance(body, dict):
        raise Invalid("Send one JSON object.")


def faults_of(problems: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Validation problems as `{"people.0.name": "what is wrong"}`, in words for people."""
    return {_place(problem["loc"]): _explain(problem) for problem in problems}


def network_of(address: str) -> str:
    """The network a limit counts: an IPv4 address, or an IPv6 /64, one household's share."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False))


def _refuse_doubled(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        raise ValueError("a key stands there twice")
    return plain


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _place(location: Iterable[Any]) -> str:
    """Without where it came in (`body`, `query` and the handler's `form`)."""
    parts = [str(part) for part in location]
    inner = parts[1:] if parts[:1] != ["form"] else parts
    return ".".join(inner[1:] if inner[:1] == ["form"] else inner) or "body"


def _explain(problem: Mapping[str, Any]) -> str:
    kind, context = problem["type"], problem.get("ctx") or {}
    if kind == "form":
        return str(context.get("fault") or problem["msg"])
    words = WORDS.get(kind)
    return words.format(**context) if words else "This is not a value we know."


WORDS = {
    "missing": "This is needed.",
    "extra_forbidden": "We do not know this field.",
    "string_too_long": "This is too long. Use at most {max_length} characters.",
    "string_too_short": "This is needed.",
    "too_long": "These are too many. Use at most {max_length}.",
    "less_than_equal": "This is too large. Use at most {le}.",
    "greater_than_equal": "This is too small. Use at least {ge}.",
}
