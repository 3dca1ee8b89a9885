"""The outbox: every letter the local cloud mailed, one `.eml` file each, as handed to SES."""

import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

STAMP = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that left. `sent_at` is ISO UTC to the second; a repeated header is a list."""

    id: str
    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str | list[str]]
    sent_at: str

    def describe(self) -> dict[str, Any]:
        """The shape of `/outbox/messages.json` (design, the local cloud)."""
        names = ("to", "subject", "text", "html", "headers", "sent_at")
        return {name: getattr(self, name) for name in names}


class Outbox:
    """A folder of letters. Their file names sort by the time they left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, raw: bytes) -> Letter:
        """Stores a message unchanged. Raises ValueError when it is not one."""
        with self._lock:
            name = f"{datetime.now(UTC):{STAMP}}-{uuid.uuid4().hex}"
            letter = _read(name, raw)
            unfinished = self._folder / f"{name}.part"
            unfinished.write_bytes(raw)
            unfinished.rename(self._folder / f"{name}.eml")
            return letter

    def letters(self) -> list[Letter]:
        """All of them, the newest last."""
        return [_read(file.stem, file.read_bytes()) for file in self._files()]

    def find(self, id_: str) -> Letter | None:
        return _read(id_, self.read(id_)) if any(id_ == f.stem for f in self._files()) else None

    def read(self, id_: str) -> bytes:
        return (self._folder / f"{id_}.eml").read_bytes()

    def __len__(self) -> int:
        return len(self._files())

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.eml"))


def _read(name: str, raw: bytes) -> Letter:
    try:
        message = message_from_bytes(raw, policy=policy.default)
        return Letter(
            id=name,
            to=str(message["To"] or ""),
            subject=str(message["Subject"] or ""),
            text=_body(message, "plain"),
            html=_body(message, "html"),
            headers=_headers(message),
            sent_at=_sent_at(name),
        )
    except (LookupError, TypeError, AttributeError) as fault:
        # The standard library's parser lets these through on headers nobody should write.
        raise ValueError("not a message") from fault


def _sent_at(name: str) -> str:
    stamp, _, _ = name.partition("-")
    return f"{datetime.strptime(stamp, STAMP).replace(tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""


def _headers(message: EmailMessage) -> dict[str, str | list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in message.items():
        found.setdefault(name, []).append(str(value))
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}
