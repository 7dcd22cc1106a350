"""How to cite a case study: as text, as BibTeX and as RIS."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from core.languages import language_in_words
from policies.models import CaseStudyPage

LIBRARY = "DWCN Policy Library"


@dataclass(frozen=True)
class Citation:
    """A case study as literature: what reference managers ask for."""

    key: str
    author: str
    title: str
    year: int | None
    url: str
    language: str
    note: str

    @property
    def text(self) -> str:
        """One line for a list of references."""
        year = f" ({self.year})" if self.year else ""
        return f"{self.author}{year}. {self.title}. {LIBRARY}. {self.note} {self.url}".replace("  ", " ")

    @property
    def bibtex(self) -> str:
        """BibTeX `@misc`, with braces and specials escaped."""
        fields = {
            "author": f"{{{_bibtex(self.author)}}}",
            "title": _bibtex(self.title),
            "year": str(self.year or ""),
            "howpublished": LIBRARY,
            "url": self.url,
            "language": self.language,
            "note": _bibtex(self.note),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        return f"@misc{{{self.key},\n{lines}\n}}\n"

    @property
    def ris(self) -> str:
        """RIS of type ELEC, one tag a line with CRLF as the format asks."""
        tags = [
            ("TY", "ELEC"),
            ("AU", self.author),
            ("TI", self.title),
            ("PY", self.year),
            ("PB", LIBRARY),
            ("UR", self.url),
            ("LA", self.language),
            ("N1", self.note),
            ("ID", self.key),
        ]
        body = "".join(f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in tags if value)
        return body + "ER  - \r\n"


def _bibtex(text: str) -> str:
    for char in "\\{}":
        text = text.replace(char, "")
    for char in "&%$#_":
        text = text.replace(char, f"\\{char}")
    return text


def citation(page: CaseStudyPage, request) -> Citation:
    """The citation of one language version; the lead body is the author, the record's year the year of publication."""
    published = page.first_published_at
    notes = [_("Sample, not confirmed by the city.")] if page.is_sample else []
    if page.original_language not in ("", page.language):
        own = language_in_words(page.original_language)
        notes.append(_("Translation; the original is in {language}.").format(language=own))
    return Citation(
        key=page.record_id,
        author=page.lead_body,
        title=page.title,
        year=published.year if published else None,
        url=page.get_full_url(request),
        language=page.language,
        note=" ".join(notes),
    )


def case_contribution(page, request) -> dict:
    """What the page of a case shows of this: the text and where the files are."""
    cited = citation(page, request)
    address = {"record_id": page.record_id}
    return {
        "citation": {
            "text": cited.text,
            "bibtex_url": reverse("cite", kwargs=address | {"extension": "bib"}),
            "ris_url": reverse("cite", kwargs=address | {"extension": "ris"}),
        }
    }


def cite(request, record_id: str, extension: str) -> HttpResponse:
    """The citation of a published case as a file, of the reader's language version where there is one."""
    cases = CaseStudyPage.objects.published().filter(record_id=record_id).one_per_case(get_language())
    page = cases.select_related("locale").first()
    if page is None:
        raise Http404
    cited = citation(page, request)
    body, content_type = {
        "bib": (cited.bibtex, "application/x-bibtex"),
        "ris": (cited.ris, "application/x-research-info-systems"),
    }[extension]
    response = HttpResponse(body, content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{record_id}.{extension}"'
    return response
