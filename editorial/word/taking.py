"""What a filled template would change in a case, part by part, and taking over what was ticked."""

from dataclasses import dataclass

from django.core import signing
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from core.differences import marked
from editorial.models import Submission
from editorial.submissions import writing
from editorial.submissions.answers import KEPT, LISTS, ROW, Answers, by_part, part_of
from editorial.submissions.forms import SectionForm
from editorial.submissions.merging import Marks, marks_of
from editorial.submissions.screens import shown_part
from editorial.submissions.sections import BY_CODE, SECTIONS, Rows, Section
from editorial.word.reading import Read

SALT, DAY = "editorial.word", 24 * 60 * 60


class TooOld(Exception):
    """The preview was made too long ago, for another case, or by somebody else."""


@dataclass(frozen=True)
class Change:
    """One part that would read differently; `html` marks what comes with <ins>, what goes with <del>."""

    section: Section
    name: str
    label: str | Promise
    html: SafeString
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What a file would change, what in it cannot be read, how much is the same, what is blank, what is absent."""

    changes: list[Change]
    problems: list[tuple[str | Promise, str]]
    same: int
    blank: list[str | Promise]
    absent: list[str | Promise]
    payload: str


def compared(submission: Submission, found: Read) -> Comparison:
    """Compares a file with the draft. What is blank in the file erases nothing."""
    case = writing.draft_of(submission)
    changes: list[Change] = []
    same, blank, absent = 0, [], []
    kept: dict[str, tuple[Answers, Marks]] = {}
    labels: dict[str, str | Promise] = {}
    for section in SECTIONS:
        current = writing.current_answers(submission, case, section)
        incoming = with_identities(found.answers.get(section.code, {}), current, section)
        old, new = by_part(current), by_part(incoming)
        kept[section.code] = ({}, marks_of(current))
        for part in section.parts:
            name = part if isinstance(part, str) else part.relation
            label, was = shown_part(section, part, case, old.get(name, {}))
            labels[name] = label
            if isinstance(part, Rows) and part.upload:
                continue
            if name not in found.asked:
                absent.append(label)
            elif name not in new:
                blank.extend([label] if name in old else [])
            elif _said(new[name]) == _said(old.get(name, {})):
                same += 1
            else:
                _label, now = shown_part(section, part, case, new[name])
                problems = _problems(section, part, case, new[name])
                changes.append(Change(section, name, label, marked(was, now), problems))
                kept[section.code][0].update(new[name])
    unread = [(labels.get(name, ""), text) for name, text in found.problems]
    payload = signing.dumps({"record": case.record_id, "sections": kept}, salt=SALT, compress=True)
    return Comparison(changes, unread, same, blank, absent, payload)


def take_over(user, record_id: str, payload: str, chosen: set[str]) -> tuple[int, list[Section]]:
    """Saves the parts that were ticked. Answers how many, and the sections in which a colleague's change of the same
    answers stands against it: there both texts are kept. Raises TooOld, and what `save_section` raises."""
    try:
        data = signing.loads(payload, salt=SALT, max_age=DAY)
    except signing.BadSignature as error:
        raise TooOld from error
    if data["record"] != record_id:
        raise TooOld
    taken, disputed = 0, []
    for code, (answers, base) in data["sections"].items():
        wanted = {name: values for name, values in answers.items() if part_of(name) in chosen}
        if not wanted:
            continue
        outcome = writing.save_section(user, record_id, BY_CODE[code], wanted, base)
        if isinstance(outcome, writing.Conflict):
            disputed.append(BY_CODE[code])
        else:
            taken += len({part_of(name) for name in wanted})
    return taken, disputed


def with_identities(incoming: Answers, current: Answers, section: Section) -> Answers:
    """The rows of a file with the identities of those of the case that begin alike, so that they keep their
    translations."""
    named = dict(incoming)
    for rows in section.rows:
        first = rows.fields[0]
        known: dict[str, list[str]] = {}
        for name, values in current.items():
            found = ROW.match(name)
            if found and found[1] == rows.relation and found[3] == first:
                identity = current.get(f"{rows.relation}-{found[2]}-{KEPT}", [""])[0]
                known.setdefault(values[0], []).append(identity)
        for name, values in incoming.items():
            found = ROW.match(name)
            if found and found[1] == rows.relation and found[3] == first and known.get(values[0]):
                named[f"{rows.relation}-{found[2]}-{KEPT}"] = [known[values[0]].pop(0)]
    return named


def _said(answers: Answers) -> list:
    """What answers say, whatever the numbers and identities of their rows, and however their lines are spaced."""
    rows: dict[tuple[str, int], dict[str, list[str]]] = {}
    for name, values in answers.items():
        found = ROW.match(name)
        place, own = ((found[1], int(found[2])), found[3]) if found else ((name, 0), "")
        said = [" ".join(value.split()) for value in values if value.strip()]
        if name in LISTS - {"themes"}:
            said.sort()  # only themes have an order
        if own != KEPT and said:
            rows.setdefault(place, {})[own] = said
    return [rows[place] for place in sorted(rows)]


def _problems(section: Section, part: str | Rows, case, answers: Answers) -> tuple[str, ...]:
    """What the library could not read in the answers of a part."""
    form = SectionForm(section, answers, case)
    return tuple(f"{label}: {message}" if isinstance(part, Rows) else message for _id, label, message in form.errors)
