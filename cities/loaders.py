"""Loads city facts from YAML. Repeatable; never deletes a city."""

from pathlib import Path

from cities.models import City, CityName
from core.yaml_files import read_yaml
from taxonomy.models import Term

DATA_FILE = Path(__file__).parent / "data" / "cities.yaml"


def read_cities(path: Path = DATA_FILE) -> list[dict]:
    """The entries of a cities file, as written."""
    return read_yaml(path)


def load_cities(entries: list[dict]) -> dict[str, City]:
    """Creates or updates each city with its names; returns them by code."""
    regions = {term.code: term for term in Term.objects.in_scheme("region")}
    bands = {term.code: term for term in Term.objects.in_scheme("population-band")}
    return {entry["code"]: _load_city(entry, regions, bands) for entry in entries}


def _load_city(entry, regions, bands) -> City:
    city, _created = City.objects.update_or_create(
        code=entry["code"],
        defaults={
            "country": entry["country"],
            "region": regions[entry["region"]],
            "latitude": str(entry["latitude"]),
            "longitude": str(entry["longitude"]),
            "population_band": bands.get(entry.get("population_band")),
            "site": entry.get("site") or "",
        },
    )
    alternatives = entry.get("alternatives") or {}
    for language, name in entry["names"].items():
        CityName.objects.update_or_create(
            city=city,
            language=language,
            defaults={"name": name, "alternatives": "\n".join(alternatives.get(language) or [])},
        )
    return city
