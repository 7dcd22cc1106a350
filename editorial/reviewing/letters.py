"""The letters editors begin from: seeded from data, changed in the admin, filled for one case."""

from pathlib import Path

from django.conf import settings

from core.yaml_files import read_yaml
from editorial.models import LetterTemplate, Submission

FILE = Path(__file__).parents[1] / "data" / "letters.yaml"


def load_letter_templates(path: Path = FILE) -> int:
    """Adds the templates that are not there yet; what the secretariat has written stays. How many. Repeatable."""
    texts = read_yaml(path)
    standing = set(LetterTemplate.objects.values_list("kind", "language"))
    wanted = [
        LetterTemplate(kind=kind, language=language, text=texts[kind][language].strip())
        for kind in LetterTemplate.Kind.values
        for language, _name in settings.LANGUAGES
        if (kind, language) not in standing and language in texts[kind]
    ]
    LetterTemplate.objects.bulk_create(wanted)
    return len(wanted)


def letter_for(submission: Submission, case, kind: str, language: str, editor) -> str:
    """What a letter about a case begins with, in a language; empty where there is no template."""
    template = LetterTemplate.objects.filter(kind=kind, language=language).first()
    if template is None:
        return ""
    facts = {
        "city": submission.city.name_in(language),
        "case": case.title,
        "editor": editor.get_full_name() or "",
    }
    return template.filled(facts).strip()
