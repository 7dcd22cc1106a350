"""The events of the network, from forums/*.yaml."""

import datetime

from cities.models import City
from forums.models import (
    ForumEditionCity,
    ForumEditionOrganisation,
    ForumEditionPage,
    ForumEditionSpeaker,
    ForumSessionPage,
    ForumSessionTopic,
)
from home.seeds.texts import SEEDS_DIR, put_page, read_seed
from home.tree import Tree
from taxonomy.models import Term

EDITION_TEXTS = ("title", "theme", "place", "host", "partner", "summary", "introduction")


def seed_events(tree: Tree) -> int:
    """Writes every edition with its sessions; returns how many editions there are."""
    files = sorted((SEEDS_DIR / "forums").glob("*.yaml"))
    for path in files:
        _seed_edition(tree, read_seed(f"forums/{path.name}"))
    return len(files)


def _term(scheme: str, code: str | None) -> Term | None:
    return Term.objects.get(scheme__code=scheme, code=code) if code else None


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _seed_edition(tree: Tree, seed: dict) -> None:
    twins: dict = {}
    for language, texts in seed["translations"].items():
        values = {name: texts.get(name, "") for name in EDITION_TEXTS} | {
            "code": seed["code"],
            "kind": seed["kind"],
            "starts": _day(seed["starts"]),
            "ends": _day(seed["ends"]),
            "is_planned": seed.get("planned", False),
            "expected_cities": seed.get("expected_cities", ""),
            "speakers": [_speaker(row, language) for row in seed.get("speakers", [])],
            "cities": [_city(row) for row in seed.get("cities", [])],
            "organisations": [_organisation(row, language) for row in seed.get("organisations", [])],
        }
        put_page(ForumEditionPage, tree.forum[language], seed["code"], values, twins)
    for session in seed["sessions"]:
        _seed_session(twins, session)


def _seed_session(editions: dict, seed: dict) -> None:
    twins: dict = {}
    edition_code = next(iter(editions.values())).code
    for language, texts in seed["translations"].items():
        values = {
            "title": texts["title"],
            "summary": texts.get("summary", ""),
            "code": seed["code"],
            "kind": seed["kind"],
            "number": seed.get("number"),
            "session_theme": _term("theme", seed.get("theme")),
            "date": _day(seed.get("date")),
            "topics": [
                ForumSessionTopic(text=topic["text"][language], term=_term("theme", topic.get("theme")))
                for topic in seed.get("topics", [])
            ],
        }
        slug = seed["code"].removeprefix(f"{edition_code}-")
        put_page(ForumSessionPage, editions[language], slug, values, twins)


def _speaker(row: dict, language: str) -> ForumEditionSpeaker:
    texts = row["translations"][language]
    return ForumEditionSpeaker(
        role=row["role"], name=texts["name"], position=texts.get("position", ""), note=texts.get("note", "")
    )


def _city(row: dict) -> ForumEditionCity:
    return ForumEditionCity(city=City.objects.get(code=row["city"]), group=_term("region", row["group"]))


def _organisation(row: dict, language: str) -> ForumEditionOrganisation:
    return ForumEditionOrganisation(
        kind=_term("participant-kind", row["kind"]),
        name=row["translations"][language]["name"],
        country=row.get("country", ""),
        count=row.get("count", 1),
    )
