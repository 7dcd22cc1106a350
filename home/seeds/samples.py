"""The sample case studies, from cases/*.yaml, taken in by the same importer as everyone's."""

from collections import Counter

from home.seeds.texts import SEEDS_DIR, read_seed
from policies.importer import CaseImporter, RecordRefused


class SeedRefused(Exception):
    """A sample file does not hold a complete record; the message names file, field and cure."""


def seed_cases() -> Counter:
    """Imports every sample; returns how many were created, updated and unchanged."""
    importer, outcomes = CaseImporter(files=SEEDS_DIR / "images"), Counter()
    # By the end of their names: the ones imported last, "newest" on the front page, are of several cities and themes.
    for path in sorted((SEEDS_DIR / "cases").glob("*.yaml"), key=lambda path: path.stem[::-1]):
        try:
            outcomes[importer.import_record(read_seed(f"cases/{path.name}"))] += 1
        except RecordRefused as refusal:
            problems = "\n".join(f"  {problem.field}: {problem.message}" for problem in refusal.problems)
            raise SeedRefused(f"{path.name}:\n{problems}") from refusal
    return outcomes
