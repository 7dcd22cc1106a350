"""Reads a decoded JSON object field by field, collecting every problem with the place it stands at and its cure."""

import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: where, and what to do about it."""

    field: str
    message: str


@dataclass
class Reader:
    """A view of one object. `path` is where it stands in the record; `problems` is shared by all its parts."""

    data: dict[str, Any]
    path: str = ""
    problems: list[Problem] = field(default_factory=list)

    def complain(self, key: str, message: str) -> None:
        """Notes a problem; of several with one field the first tells most, so the rest are left out."""
        field_path = f"{self.path}{key}"
        if all(problem.field != field_path for problem in self.problems):
            self.problems.append(Problem(field_path, message))

    def refuse_unknown(self, known) -> None:
        """Names keys nobody will read, so that a misspelling is not silently lost."""
        for key in self.data.keys() - set(known):
            self.complain(str(key), "Unknown key; remove it, or see docs/import.md for the right name.")

    def text(self, key: str) -> str:
        """A string with LF line ends; an absent or null value is an empty string."""
        value = self.data.get(key)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.complain(key, "Write this as text in quotation marks.")
            return ""
        text = str(value).replace("\r\n", "\n").replace("\r", "\n")
        if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
            self.complain(key, "Remove the control characters.")
            return ""
        return text

    def flag(self, key: str, default: bool) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self.complain(key, "Write true or false.")
            return default
        return value

    def decimal(self, key: str, digits: int = 18, places: int = 4) -> Decimal | None:
        """A number given as a number or in quotation marks, rounded to nothing: too many digits are refused."""
        value = self.data.get(key)
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.complain(key, "Write a number with a point as the decimal sign, for example 12.5.")
            return None
        if abs(number) >= 10 ** (digits - places) or number != round(number, places):
            self.complain(key, f"Use at most {digits - places} digits before and {places} after the point.")
            return None
        return number

    def whole(self, key: str) -> int | None:
        number = self.decimal(key, digits=6, places=0)
        if number is not None and not 0 <= number <= 32767:
            self.complain(key, "Write a whole number between 0 and 32767.")
            return None
        return int(number) if number is not None else None

    def day(self, key: str):
        return self._parsed(key, parse_date, "Write the day as 2019-12-03.")

    def moment(self, key: str):
        moment = self._parsed(key, parse_datetime, "Write the moment as 2019-12-03T09:00:00Z.")
        if moment is not None and moment.tzinfo is None:
            self.complain(key, "Add the time zone, for example 2019-12-03T09:00:00Z.")
            return None
        return moment

    def _parsed(self, key, parse, message):
        text = self.text(key)
        try:
            value = parse(text) if text else None
        except ValueError:
            value = None
        if text and value is None:
            self.complain(key, message)
        return value

    def strings(self, key: str) -> list[str]:
        """A list of strings; absent or null is an empty list."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.complain(key, 'Write a list of codes, for example ["living-wage"].')
            return []
        return value

    def part(self, key: str) -> "Reader":
        """The object under a key; absent or null is an empty one."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, dict):
            self.complain(key, "Write an object in braces.")
            value = None
        return Reader(value or {}, f"{self.path}{key}.", self.problems)

    def rows(self, key: str) -> list["Reader"]:
        """The objects of a list under a key."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.complain(key, "Write a list of objects in braces.")
            return []
        return [Reader(item, f"{self.path}{key}[{i}].", self.problems) for i, item in enumerate(value)]
