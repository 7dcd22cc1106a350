"""Writes case studies out as records (docs/import.md), with their images and files in a folder beside."""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from policies.models import CaseStudyPage
from policies.record import ROWS, TERM_LISTS, case_record

CHUNK = 200


def case_records(pages: Iterable[CaseStudyPage] | None = None, file_name=None) -> Iterator[dict]:
    """Every case of a queryset (default: all, drafts too) as a record, ordered by id; a fixed number of queries for
    each chunk of cases."""
    queryset = CaseStudyPage.objects.all() if pages is None else pages
    ids = list(queryset.order_by("record_id").values_list("record_id", flat=True).distinct())
    for start in range(0, len(ids), CHUNK):
        families = defaultdict(dict)
        for page in _complete(queryset.filter(record_id__in=ids[start : start + CHUNK])):
            families[page.record_id][page.locale.language_code] = _as_edited(page)
        for record_id in sorted(families):
            yield case_record(families[record_id], file_name)


def _complete(queryset):
    relations = [f"{name}__term" for name in TERM_LISTS]
    relations += [name for name in ROWS if name not in ("partners", "indicators", "adoptions", "images", "files")]
    relations += ["partners__support", "indicators__unit", "adoptions__city", "images__image", "files__document"]
    return (
        queryset.order_by("pk")
        .select_related("locale", "city", "lead_body_type", "status", "evidence", "budget_band")
        .prefetch_related(*relations, "presentations__session")
    )


def _as_edited(page):
    """A live page as the public sees it; a draft as its editor last left it."""
    return page if page.live else page.get_latest_revision_as_object()


def export_cases(path: Path) -> int:
    """Writes all cases to a JSON Lines file and their files to `<name>-files/`; returns how many."""
    folder = path.with_name(f"{path.stem}-files")

    def keep(item):
        folder.mkdir(exist_ok=True)
        name = Path(item.file.name).name
        with item.file.open("rb") as source, (folder / name).open("wb") as target:
            shutil.copyfileobj(source, target)
        return name

    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for line in record_lines(file_name=keep):
            lines.write(line + "\n")
            count += 1
    return count


def record_lines(file_name=None) -> Iterator[str]:
    """All cases, each as one line of JSON."""
    for record in case_records(file_name=file_name):
        yield json.dumps(record, ensure_ascii=False)
