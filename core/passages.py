"""A section cut into passages, the units of translation: its lines without their list markers, and put together again.

wagtail-localize takes a text field for one piece, and its editor knows no line breaks: a section would come back as one
long line. A passage is one line, so a change in one paragraph leaves the translations of the others as they are.
"""

import re
from collections.abc import Sequence

MARKED = re.compile(r"^(?P<before>\s*(?:(?:[-+*]|\d+[.)])\s+)?)(?P<passage>.*?)(?P<after>\s*)$")


def passages(text: str) -> list[str]:
    """The lines that say something, in order, without indentation, list marker and trailing blanks."""
    return [found["passage"] for line in text.split("\n") if (found := _cut(line))["passage"]]


def with_passages(text: str, replacements: Sequence[str]) -> str:
    """`text` with its passages replaced in order; what is between them stays. A line break within one is a blank."""
    waiting = iter(replacements)
    return "\n".join(_replaced(line, waiting) for line in text.split("\n"))


def _replaced(line: str, waiting) -> str:
    found = _cut(line)
    if not found["passage"]:
        return line
    return found["before"] + " ".join(next(waiting).split("\n")) + found["after"]


def _cut(line: str) -> re.Match:
    found = MARKED.match(line)
    assert found is not None, "it matches every line"
    return found
