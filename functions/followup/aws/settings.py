"""The environment of the functions: every name once, read when a handler first needs it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

TABLE_NAME = "TABLE_NAME"
FORGET_TABLE = "FORGET_TABLE"
QUEUE_URL = "QUEUE_URL"
SITE_URL = "SITE_URL"
SENDER_ADDRESS = "SENDER_ADDRESS"
SENDER_NAME = "SENDER_NAME"
REPLY_TO = "REPLY_TO"
CONFIGURATION_SET = "CONFIGURATION_SET"
SIGNING_SECRET_ARN = "SIGNING_SECRET_ARN"
IDENTITY_SECRET_ARN = "IDENTITY_SECRET_ARN"
ORIGIN_SECRET_ARN = "ORIGIN_SECRET_ARN"
SEND_RATE = "SEND_RATE"
SENDING_SWITCH = "SENDING_SWITCH"
NETWORK_LIMIT = "NETWORK_LIMIT"

# Which function is given what; a test holds the template against it.
BY_FUNCTION = {
    "api": (
        TABLE_NAME,
        FORGET_TABLE,
        QUEUE_URL,
        SITE_URL,
        SIGNING_SECRET_ARN,
        IDENTITY_SECRET_ARN,
        ORIGIN_SECRET_ARN,
        NETWORK_LIMIT,
    ),
    "dispatch": (TABLE_NAME, QUEUE_URL, SEND_RATE),
    "send": (
        TABLE_NAME,
        SITE_URL,
        SENDER_ADDRESS,
        SENDER_NAME,
        REPLY_TO,
        CONFIGURATION_SET,
        SIGNING_SECRET_ARN,
        SEND_RATE,
        SENDING_SWITCH,
    ),
    "feedback": (TABLE_NAME, FORGET_TABLE),
}


class SettingMissing(Exception):
    """A variable the template should have set. The message names it and the cure."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Read access by name."""

    variables: Mapping[str, str]

    def text(self, name: str) -> str:
        value = self.variables.get(name, "").strip()
        if not value:
            raise SettingMissing(f"{name} is not set. infra/template.yaml gives it its value.")
        return value

    def is_set(self, name: str) -> bool:
        return bool(self.variables.get(name, "").strip())

    def number(self, name: str) -> float:
        try:
            value = float(self.text(name))
        except ValueError as fault:
            raise SettingMissing(f"{name} must be a number.") from fault
        if not 0 < value < 100_000:
            raise SettingMissing(f"{name} must be above 0 and below 100000.")
        return value


def from_environment() -> Settings:
    return Settings(os.environ)
