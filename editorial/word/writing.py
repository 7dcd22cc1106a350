"""Writes the template, empty or with a draft's answers, as a Word file that people fill in with colleagues.

Each answer has a box of its own under its question; rows have a table. What stands in [brackets] is how the file is
read back, whatever program it went through and in whatever language it was filled in.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _, override
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell

from editorial.submissions.answers import Answers
from editorial.submissions.forms import Row, SectionForm
from editorial.submissions.sections import SECTIONS, Rows, Section

UNTICKED, TICKED = "☐", "☒"
SPARE_ROWS = 2
GREY, ACCENT = RGBColor(0x5A, 0x5F, 0x66), RGBColor(0x1D, 0x4E, 0x5F)
SHADE, RULE = "EEF2F3", "B4BCC2"
PROSE_HEIGHT, LINE_HEIGHT = Cm(1.6), Cm(0.75)  # of an empty box
EAST_ASIAN = "Malgun Gothic"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(case, answers: dict[str, Answers], language: str, is_empty: bool = False) -> bytes:
    """The file (DOCX) in a language. `answers`: those of each section, by its code."""
    with override(language):
        document = _new_document(language)
        _introduction(document, case, is_empty)
        for section in SECTIONS:
            _section(document, section, SectionForm(section, answers.get(section.code, {}), case))
        target = BytesIO()
        document.save(target)
    return target.getvalue()


def options_of(bound: BoundField) -> Iterator[tuple[str, str, str]]:
    """What a field offers to choose from: (group or "", code, label); nothing for a field one writes in."""
    for value, label in getattr(bound.field, "choices", None) or ():
        if isinstance(label, (list, tuple)):
            yield from ((str(value), str(code), str(name)) for code, name in label)
        elif str(value):
            yield "", str(value), str(label)


def _new_document(language: str) -> WordDocument:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2)
    for name, size, colour in (
        ("Normal", 10.5, None),
        ("Title", 22, ACCENT),
        ("Heading 1", 15, ACCENT),
        ("Heading 2", 11.5, None),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.font.color.rgb = colour
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), {"ko": "ko-KR", "en": "en-GB", "fr": "fr-FR", "es": "es-ES"}.get(language, language))
    spoken.set(qn("w:eastAsia"), "ko-KR")
    document.styles["Normal"].element.get_or_add_rPr().append(spoken)
    document.core_properties.language = language
    return document


def _introduction(document: WordDocument, case, is_empty: bool) -> None:
    title = _("Case study template") if is_empty else NOT_IN_XML.sub("", case.title) or _("Case study")
    document.core_properties.title, document.core_properties.author = title, "DWCN"
    document.add_paragraph(title, style="Title")
    for text in (
        _("Write in the boxes; they grow with the text. In lists, put an x before what applies."),
        _("Leave what stands in [brackets]: by it the library finds your answers again."),
        _("Then bring the file in on the page of the case: you see what would be taken over before anything changes."),
    ):
        document.add_paragraph(text)
    if not is_empty:
        _grey(document.add_paragraph(), f"[record: {case.record_id}]")


def _section(document: WordDocument, section: Section, form: SectionForm) -> None:
    document.add_heading(str(section.title), 1)
    document.add_paragraph(str(section.introduction)).paragraph_format.keep_with_next = True
    for part in section.parts:
        if isinstance(part, str):
            _question(document, form.form[part])
        elif part.upload:
            document.add_heading(str(part.heading), 2)
            document.add_paragraph(_("Files and pictures are added on the page of the case."))
        else:
            _rows(document, part, form.rows[part.relation], form)


def _question(document: WordDocument, bound: BoundField) -> None:
    table = _table(document, 2, 1)
    head, box = table.cell(0, 0), table.cell(1, 0)
    _head(head, str(bound.label), bound.name)
    notes = [str(bound.help_text)] if bound.help_text else []
    if limit := getattr(bound.field, "limit", None):
        notes.append(_("At most {limit} characters.").format(limit=limit))
    if notes:
        _grey(head.add_paragraph(), " ".join(notes))
    if options := list(options_of(bound)):
        _options(box, options, _chosen(bound), ranked=bound.name == "themes")
    else:
        _prose(box, str(bound.data or ""))
        table.rows[1].height = PROSE_HEIGHT if limit else LINE_HEIGHT
    document.add_paragraph()


def _options(box: _Cell, options: list[tuple[str, str, str]], chosen: list[str], ranked: bool) -> None:
    if ranked:
        _grey(box.paragraphs[0], _("Put 1, 2 and 3 before at most three, the most important first."))
    else:
        box._tc.remove(box.paragraphs[0]._p)
    group = ""
    for new_group, code, label in options:
        if new_group != group:
            group = new_group
            box.add_paragraph().add_run(group).bold = True
        mark = UNTICKED
        if code in chosen:
            mark = str(chosen.index(code) + 1) if ranked else TICKED
        line = box.add_paragraph(f"{mark} {label} ")
        line.paragraph_format.space_after = Pt(1)
        _grey(line, f"[{code}]")


def _rows(document: WordDocument, rows: Rows, shown: list[Row], form: SectionForm) -> None:
    document.add_heading(str(rows.heading), 2)
    if rows.help_text:
        document.add_paragraph(str(rows.help_text))
    blank = form.spare_row(rows, 0)
    for name in rows.fields:
        if options := list(options_of(blank.form[name])):
            accepted = " · ".join(label for _group, _code, label in options)
            _grey(document.add_paragraph(), f"{blank.form[name].label}: {accepted}")
    table = _table(document, 1 + len(shown) + SPARE_ROWS, len(rows.fields))
    for column, name in enumerate(rows.fields):
        _head(table.cell(0, column), str(blank.form[name].label), f"{rows.relation}.{name}")
    for line in table.rows[1:]:
        line.height = LINE_HEIGHT
    for line, row in enumerate(shown, start=1):
        for column, name in enumerate(rows.fields):
            bound = row.form[name]
            labels = {code: label for _group, code, label in options_of(bound)}
            _prose(table.cell(line, column), labels.get(str(bound.data or ""), str(bound.data or "")))
    document.add_paragraph()


def _table(document: WordDocument, lines: int, columns: int) -> Table:
    table = document.add_table(lines, columns, style="Table Grid")
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", RULE)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    table._tbl.tblPr.append(borders)
    return table


def _head(cell: _Cell, label: str, code: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), SHADE)
    cell._tc.get_or_add_tcPr().append(shade)
    paragraph = cell.paragraphs[0]
    paragraph.add_run(f"{label} ").bold = True
    paragraph.paragraph_format.keep_with_next = True
    _grey(paragraph, f"[{code}]")


def _grey(paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), GREY


def _prose(cell: _Cell, text: str) -> None:
    """Paragraphs as paragraphs, lines as line breaks."""
    text = NOT_IN_XML.sub("", text)
    paragraph = cell.paragraphs[0]
    for number, block in enumerate(filter(None, text.split("\n\n"))):
        paragraph = cell.add_paragraph() if number else paragraph
        for place, line in enumerate(block.strip("\n").split("\n")):
            run = paragraph.add_run()
            if place:
                run.add_break(WD_BREAK.LINE)
            run.add_text(line)


def _chosen(bound: BoundField) -> list[str]:
    value = bound.data
    return [str(each) for each in (value if isinstance(value, list) else [value]) if each]
