"""Says by name what is left out where the packages of the second stage are not installed."""

import pytest

WHY = "LEFT OUT: the second stage of search lacks {}. To bring it: pip install -r requirements-embedder.txt"


def needs(*packages: str) -> None:
    """Skips the module it is called in, unless these packages are here."""
    for package in packages:
        pytest.importorskip(package, reason=WHY.format(package))
