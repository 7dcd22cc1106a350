"""What stands at the address of a case that is no longer in the library. A higher app knows which those are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Tombstone:
    """When a case was taken off, and the reason its readers are given, in the language of the case; it may be empty."""

    day: date | None
    reason: str


_providers: list[Callable[..., Tombstone | None]] = []


def register_tombstones(provider: Callable[..., Tombstone | None]) -> None:
    """Registers `provider(page) -> Tombstone or None`, asked about pages that are not live; once."""
    if provider not in _providers:
        _providers.append(provider)


def tombstone_of(page) -> Tombstone | None:
    return next((found for provider in _providers if (found := provider(page))), None)
