"""Two colleagues in one section: what each changed is kept, and what both changed is shown side by side.

A form carries the marks of the answers it was made from. Against them, part by part, it is plain who changed what.
"""

import hashlib
import json
from dataclasses import dataclass

from editorial.submissions.answers import KEPT, ROW, Answers, by_part, part_of

Marks = dict[str, str]


@dataclass(frozen=True)
class Merged:
    """The answers of both, and the parts both changed in different ways; for those, `answers` holds mine."""

    answers: Answers
    conflicts: tuple[str, ...]


def marks_of(answers: Answers) -> Marks:
    """A short mark for each part that says something."""
    return {part: _mark(own) for part, own in by_part(answers).items()}


def merge(base: Marks, mine: Answers, theirs: Answers) -> Merged:
    """Takes from `theirs` every part I left as it was or did not post at all, keeps every other of mine."""
    own, others, said = by_part(mine), by_part(theirs), {part_of(name) for name in mine}
    merged: Answers = {}
    conflicts = []
    for part in sorted({*own, *others}):
        my_mark, their_mark = _mark(own.get(part, {})), _mark(others.get(part, {}))
        before = base.get(part, _mark({}))
        if my_mark == before or part not in said:
            merged |= others.get(part, {})
            continue
        merged |= own.get(part, {})
        if their_mark not in (before, my_mark):
            conflicts.append(part)
    return Merged(merged, tuple(conflicts))


def read_marks(text: str) -> Marks:
    """The marks a form carried; what is not readable counts as the marks of an empty section."""
    try:
        marks = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(part): str(mark) for part, mark in marks.items()} if isinstance(marks, dict) else {}


def written_marks(marks: Marks) -> str:
    return json.dumps(marks, separators=(",", ":"), sort_keys=True)


def _mark(own: Answers) -> str:
    """The mark of what a part says: rows count by their order, whatever their numbers."""
    rows: dict[int, list] = {}
    for name in sorted(own):
        if found := ROW.match(name):
            _relation, number, field = found.groups()
            if field != KEPT:
                rows.setdefault(int(number), []).append((field, own[name]))
    text = json.dumps([rows[number] for number in sorted(rows)] or own, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
