"""The generated databases in var/bench, kept until the generator, the models or the vocabularies change."""

import hashlib
import json
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import SEED
from benchmarks.process import OPPONENT, ROOT, task

FOLDER = ROOT / "var" / "bench"
MADE_FROM = (
    "benchmarks/vocabulary.py",
    "benchmarks/generate.py",
    "benchmarks/bulk.py",
    "benchmarks/apps.py",
    "benchmarks/tasks.py",
    "*/migrations/*.py",
    "*/models.py",
    "*/models/*.py",
    "taxonomy/data/*.yaml",
    "cities/data/*.yaml",
    "home/seeds/**/*.yaml",
)


@dataclass(frozen=True)
class Library:
    """A generated library: the site's database to work on, the opponent's, and what is in them."""

    size: int
    site: Path
    opponent: Path
    pages: int
    planted: dict[str, int]


def library(size: int) -> Library:
    """The library of this size, made when there is none yet; the site's database is a fresh copy."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    name = f"{size}-{SEED}-{fingerprint()}"
    about, kept, opponent = (FOLDER / f"{name}{end}" for end in (".json", "-site.sqlite3", "-opponent.sqlite3"))
    if not about.is_file():
        remove(f"{size}-*")
        facts = task(kept, "load", str(size)).answer
        copy(kept, opponent)
        task(kept, "stock_index")
        task(opponent, "analysed_stock_index", settings=OPPONENT)
        about.write_text(json.dumps(facts), encoding="utf-8")
    facts = json.loads(about.read_text(encoding="utf-8"))
    site = copy(kept, FOLDER / f"run-{size}.sqlite3")
    return Library(size, site, opponent, facts["pages"], facts["planted"])


def fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def copy(source: Path, target: Path) -> Path:
    """A copy of a database nobody is writing to, its write-ahead log included."""
    remove(f"{target.name}*")
    connection = sqlite3.connect(source)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(source, target)
    return target


def remove(pattern: str) -> None:
    for path in FOLDER.glob(pattern):
        path.unlink()
