"""Secrets and the sending switch, read again after a while: a change needs no deploy."""

import time
from collections.abc import Callable
from typing import Any

SECRET_SECONDS = 300
SWITCH_SECONDS = 30

Client = Callable[[str], Any]


class Parameters:
    """`client` makes a client of a service by its name, when one is first needed."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._kept: dict[str, tuple[float, str]] = {}

    def secret(self, arn: str) -> str:
        return self._fresh(arn, SECRET_SECONDS, self._read_secret)

    def switch(self, name: str) -> str:
        return self._fresh(name, SWITCH_SECONDS, self._read_switch)

    def _fresh(self, name: str, seconds: float, read: Callable[[str], str]) -> str:
        until, value = self._kept.get(name, (0.0, ""))
        now = self._clock()
        if now >= until:
            value = read(name)
            self._kept[name] = now + seconds, value
        return value

    def _read_secret(self, arn: str) -> str:
        answer = self._client("secretsmanager").get_secret_value(SecretId=arn)
        return str(answer["SecretString"])

    def _read_switch(self, name: str) -> str:
        answer = self._client("ssm").get_parameter(Name=name)
        return str(answer["Parameter"]["Value"])
