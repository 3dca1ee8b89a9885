"""The kinds of field a form has, each with its limit and its fault in words for people."""

import re
import unicodedata
import uuid
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from followup import limits
from followup.business_days import is_country, is_zone, read_table

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGITS = re.compile(r"[0-9]{1,9}")
COUNTRY = re.compile(r"[A-Z]{2}")
# Characters that reorder the text around them (Unicode TR 9) or end a line by stealth.
HIDDEN = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
HIDDEN |= {"\u061c", "\u200e", "\u200f", "\u2028", "\u2029"}

# While the function starts, so that its first request need not wait for it.
read_table()


def _fault(message: str) -> PydanticCustomError:
    return PydanticCustomError("form", "{fault}", {"fault": message})


def _is_plain(text: str, allowed: str = "") -> bool:
    return not any(
        char in HIDDEN or (unicodedata.category(char) in ("Cc", "Cs") and char not in allowed)
        for char in text
    )


def check_line(text: str) -> str:
    """One line of text, without line breaks, control characters or hidden ones."""
    if not _is_plain(text):
        raise _fault("This holds a line break or a character that cannot be shown. Type it again.")
    return text.strip()


def check_name(text: str) -> str:
    """A line somebody can read: not only spaces, nor characters without a shape."""
    line = check_line(text)
    if not any(unicodedata.category(char)[0] in "LNPS" for char in line):
        raise _fault("This is needed.")
    return line


def check_text(text: str) -> str:
    if not _is_plain(text, allowed="\n\r\t"):
        raise _fault("This holds a character that cannot be shown. Type it again.")
    return text.strip()


def read_day(value: Any) -> date:
    """Only `2026-11-23`: pydantic alone would take a number of seconds for a day."""
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _fault("This is not a day in the calendar. Write it like 2026-11-23.")


def check_zone(name: str) -> str:
    if not is_zone(name):
        raise _fault("We do not know this time zone. Choose one from the list.")
    return name


def check_country(code: str) -> str:
    if not COUNTRY.fullmatch(code) or not is_country(code):
        raise _fault("We do not know this country. Choose one from the list.")
    return code


def check_id(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise _fault("This is not an id.") from None


def read_digits(value: Any) -> int:
    """A number in a query: int() alone would take `1_0`, `+9` and digits of other scripts."""
    if isinstance(value, str) and DIGITS.fullmatch(value):
        return int(value)
    raise _fault("This is not a whole number.")


Address = Annotated[str, Field(max_length=limits.MAX_ADDRESS_CHARS)]
Digits = BeforeValidator(read_digits)
Day = Annotated[date, BeforeValidator(read_day)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(check_zone)]
Country = Annotated[str, AfterValidator(check_country)]
Id = Annotated[str, Field(max_length=64), AfterValidator(check_id)]
Name = Annotated[str, Field(max_length=limits.MAX_NAME_CHARS), AfterValidator(check_line)]
RequiredName = Annotated[str, Field(max_length=limits.MAX_NAME_CHARS), AfterValidator(check_name)]
Detail = Annotated[str, Field(max_length=limits.MAX_DETAIL_CHARS), AfterValidator(check_text)]
Phone = Annotated[str, Field(max_length=limits.MAX_PHONE_CHARS), AfterValidator(check_line)]
Contact = Annotated[str, Field(max_length=limits.MAX_CONTACT_CHARS), AfterValidator(check_line)]
NoteText = Annotated[str, Field(max_length=limits.MAX_NOTE_CHARS), AfterValidator(check_text)]
Hour = Annotated[int, Field(ge=limits.EARLIEST_HOUR, le=limits.LATEST_HOUR)]
CheckIns = Annotated[int, Field(ge=1, le=limits.MAX_CHECK_INS)]
TokenText = Annotated[str, Field(min_length=1, max_length=2_000)]
