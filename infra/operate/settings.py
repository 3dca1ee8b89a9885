"""The settings of a stage: `operator/<stage>.toml`, checked before anything is touched."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from infra.bundle import ROOT
from infra.operate.refusal import Refused

# No hyphen: names of one stage must not begin like those of another.
STAGE = re.compile(r"[a-z][a-z0-9]{1,11}")
ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+"
EXAMPLE = ROOT / "operator" / "example.toml"
MAX_BYTES = 64 * 1024
# Control and other unseen characters, bidi marks among them (Unicode categories).
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the file. `example` completes "must be"; `service` ones need no site alone."""

    name: str
    pattern: str
    example: str
    default: str | None = None
    service: bool = False
    low: int | None = None
    high: int | None = None


# The characters a name may not hold would end the quotes, tags or headers it stands in.
NAME = r'[^"<>@,;:\\`{}\[\]|*_#]{1,64}'
SETTINGS = (
    Setting("operator", r"[^\"<>\\`{}\[\]|*_#]{1,80}", "the name of whoever runs this site"),
    Setting("contact", ADDRESS, "an e-mail address a person reads, its domain in lower case"),
    Setting("reminders", "off|pilot|on", '"off", "pilot" or "on"'),
    Setting("name", NAME, "a short name without quotes, brackets or colons", "Interview Follow-Up"),
    Setting("domain", r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", "a name such as follow-up.example.com, without https://", ""),
    Setting("region", r"[a-z]{2}(-[a-z]+){1,3}-[0-9]", "an AWS region such as eu-central-1", service=True),
    Setting("sender", ADDRESS, "the e-mail address reminders come from, its domain in lower case", service=True),
    Setting("sender_name", NAME, "a short name without quotes, brackets or colons", "", service=True),
    Setting("sender_identity", "domain|address|existing", '"domain", "address" or "existing"', "", service=True),
    Setting("alarms", ADDRESS, "the e-mail address that is told when something is wrong", service=True),
    Setting("send_rate", "", "a number of e-mails a second", "1", service=True, low=1, high=500),
    Setting("network_limit", "", "a number of requests an hour", "100", service=True, low=1, high=100_000),
    Setting("monthly_budget", "", "a number of US dollars", "20", service=True, low=0, high=100_000),
    Setting("api_concurrency", "", "a number of requests at once", "0", service=True, low=0, high=1000),
    Setting("price_class", "PriceClass_(100|200|All)", '"PriceClass_100", "PriceClass_200" or "PriceClass_All"', "PriceClass_100"),
)  # fmt: skip
BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked values by name, numbers as digits. `folder` holds the operator's own texts."""

    stage: str
    folder: Path
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def has_service(self) -> bool:
        return self["reminders"] != "off"

    @property
    def stack(self) -> str:
        return f"interview-follow-up-{self.stage}"

    @property
    def site_stack(self) -> str:
        return f"{self.stack}-site"


def read_settings(stage: str, folder: Path) -> Settings:
    """Raises Refused with a line for each fault, which names the file and the line."""
    file = folder / f"{_checked_stage(stage)}.toml"
    if not file.is_file():
        raise Refused(f"There is no {file}. Copy {EXAMPLE} to it and fill in your values.")
    text = _read(file)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Refused(f"{file}: this cannot be read. {fault}") from fault
    faults = list(_faults(given, text))
    if faults:
        raise Refused("\n".join(f"{file}{fault}" for fault in faults))
    return Settings(stage, folder, _complete(given))


def _checked_stage(stage: str) -> str:
    if not stage:
        raise Refused("Say which stage, for example: make status STAGE=prod")
    if not STAGE.fullmatch(stage) or stage == "example":
        raise Refused(
            f"STAGE={stage!a} is no name for a stage. Choose 2 to 12 small letters or "
            "digits, for example prod."
        )
    return stage


def _read(file: Path) -> str:
    content = file.read_bytes()
    if len(content) > MAX_BYTES:
        raise Refused(f"{file}: this is too large for a file of settings.")
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        raise Refused(f"{file}: save this file as UTF-8.") from fault


def _faults(given: dict[str, Any], text: str) -> Iterator[str]:
    for name, value in given.items():
        place = _place(name, text)
        if name not in BY_NAME:
            yield f"{place}there is no setting {name!a}.{_guess(name)}"
        elif fault := _fault(BY_NAME[name], value):
            yield f"{place}{fault}"
    yield from _missing(given)


def _missing(given: dict[str, Any]) -> Iterator[str]:
    for setting in SETTINGS:
        is_needed = setting.default is None and not (
            setting.service and given.get("reminders") == "off"
        )
        if is_needed and setting.name not in given:
            yield f': "{setting.name}" is missing. It is {setting.example}.'


def _fault(setting: Setting, value: object) -> str:
    wanted = f'"{setting.name}" must be {setting.example}'
    if setting.low is not None:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and setting.low <= int(str(value)) <= (setting.high or 0):
            return ""
        return f"{wanted} from {setting.low} to {setting.high}, without quotes around it."
    if not isinstance(value, str):
        return f"{wanted}, in quotes."
    if value == "" and setting.default == "":
        return ""
    is_clean = value == value.strip() and not any(
        unicodedata.category(each) in UNSEEN for each in value
    )
    return "" if is_clean and re.fullmatch(setting.pattern, value) else f"{wanted}."


def _place(name: str, text: str) -> str:
    found = re.search(rf"^[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[=.]|^[ \t]*\[+{re.escape(name)}", text, re.MULTILINE)  # fmt: skip
    return f", line {text.count(chr(10), 0, found.start()) + 1}: " if found else ": "


def _guess(name: str) -> str:
    close = get_close_matches(name, BY_NAME, 1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _complete(given: dict[str, Any]) -> dict[str, str]:
    values = {
        setting.name: str(given.get(setting.name, setting.default or "")) for setting in SETTINGS
    }
    values["sender_name"] = values["sender_name"] or values["name"]
    # A pilot needs no DNS: SES asks the owner of the one address.
    identity = "address" if values["reminders"] == "pilot" else "domain"
    values["sender_identity"] = values["sender_identity"] or identity
    return values
