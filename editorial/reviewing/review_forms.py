"""The review form as data: read from YAML, checked whole, and kept as a version of its own when it has changed."""

from pathlib import Path

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from core.fields import validate_code
from core.languages import SHIPPED
from core.yaml_files import read_yaml
from editorial.models import Criterion, ReviewForm
from editorial.models.review import HIGHEST_SCORE

FILE = Path(__file__).parents[1] / "data" / "review_form.yaml"
TEXTS = ("title", "question")


class ReviewFormError(Exception):
    """The file is no review form; the message says where and what to do."""


def current_form() -> ReviewForm:
    """The form that new rounds use; where none was loaded yet, the library's own."""
    return ReviewForm.objects.first() or load_review_form()[0]


def load_review_form(path: Path = FILE) -> tuple[ReviewForm, bool]:
    """The form of this file, and whether it is new. The same content twice is the same version.

    Raises ReviewFormError before anything is written.
    """
    wanted = read_review_form(path)
    with transaction.atomic():
        latest = ReviewForm.objects.prefetch_related("criteria").order_by("-version").first()
        if latest and [(each.code, each.wordings) for each in latest.criteria.all()] == wanted:
            return latest, False
        form = ReviewForm.objects.create(version=latest.version + 1 if latest else 1)
        Criterion.objects.bulk_create(
            Criterion(form=form, code=code, sort_order=order, wordings=wordings)
            for order, (code, wordings) in enumerate(wanted)
        )
        return form, True


def read_review_form(path: Path) -> list[tuple[str, dict]]:
    """`[(code, {language: {title, question, anchors}})]` in the order of the file. Raises ReviewFormError."""
    try:
        entries = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ReviewFormError(f"{path.name}: cannot be read as YAML: {error}") from error
    if not isinstance(entries, list) or not entries:
        raise ReviewFormError(f"{path.name}: a review form is a list of criteria, each with code and wordings.")
    criteria = [_read_criterion(path.name, number, entry) for number, entry in enumerate(entries, start=1)]
    codes = [code for code, _wordings in criteria]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ReviewFormError(f"{path.name}: {', '.join(twice)} stands twice; keep one.")
    return criteria


def _read_criterion(file: str, number: int, entry) -> tuple[str, dict]:
    if not isinstance(entry, dict) or set(entry) != {"code", "wordings"} or not isinstance(entry["wordings"], dict):
        raise ReviewFormError(f"{file}: criterion {number} needs code and wordings, and nothing else.")
    code = str(entry["code"])
    try:
        validate_code(code)
    except ValidationError as error:
        raise ReviewFormError(f"{file}: criterion {number}: {error.messages[0]}") from error
    wordings = entry["wordings"]
    wanted = [language for language, _name in settings.LANGUAGES if language in SHIPPED or language in wordings]
    return code, {language: _read_wording(f"{file}: {code}, {language}", wordings.get(language)) for language in wanted}


def _read_wording(place: str, wording) -> dict:
    if not isinstance(wording, dict):
        raise ReviewFormError(f"{place}: no wording; add title, question and anchors in this language.")
    for name in TEXTS:
        if not isinstance(wording.get(name), str) or not wording[name].strip():
            raise ReviewFormError(f"{place}: {name} is missing; write it as a text.")
    anchors = wording.get("anchors")
    if not isinstance(anchors, list) or len(anchors) != HIGHEST_SCORE + 1:
        raise ReviewFormError(f"{place}: anchors need {HIGHEST_SCORE + 1} texts, for the scores 0 to {HIGHEST_SCORE}.")
    if not all(isinstance(anchor, str) and anchor.strip() for anchor in anchors):
        raise ReviewFormError(f"{place}: every anchor is a text; put one that holds a colon in quotation marks.")
    return {name: wording[name].strip() for name in TEXTS} | {"anchors": [anchor.strip() for anchor in anchors]}
