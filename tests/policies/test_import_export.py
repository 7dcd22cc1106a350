"""Records in and out: what is refused and how it is said, what a repeat does, and that a round trip loses nothing."""

import copy
import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings, strategies as st

from policies.exporter import case_records
from policies.importer import CaseImporter, RecordRefused
from policies.models import CaseStudyPage
from policies.record import TEXTS
from policies.rules import SECTIONS

pytestmark = pytest.mark.django_db

TEXT = {"title": "A living wage in Seoul", "summary": "What was done.", "lead_body": "Labour policy office"}
TEXT |= dict.fromkeys(SECTIONS, "Said in a few words.")
RECORD = {
    "id": "seoul-living-wage",
    "original_language": "ko",
    "city": "seoul",
    "sample": True,
    "lead_body_type": "city",
    "themes": ["living-wage"],
    "pillars": ["rights-at-work"],
    "instruments": ["wage-standard", "regulation"],
    "worker_groups": ["public-sector"],
    "transfer_conditions": ["legal-power", "budget"],
    "start": "2015-01",
    "status": "running",
    "evidence": "monitored",
    "partners": [{"name": "Seoul Institute", "support": "technical"}],
    "indicators": [
        {
            "name": {"ko": "시간당 생활임금", "en": "Living wage an hour"},
            "baseline": "6687",
            "baseline_date": "2015",
            "value": 10766,
            "date": "2022",
            "unit": "krw-hour",
            "source": "Seoul",
        }
    ],
    "references": [{"title": "Ordinance", "publisher": "Seoul", "year": 2015}],
    "contact": "library@dwcn.example",
    "translations": {"ko": TEXT | {"title": "서울의 생활임금"}, "en": TEXT},
}


@pytest.fixture
def record(tree):
    return copy.deepcopy(RECORD)


def refused(record) -> dict[str, str]:
    with pytest.raises(RecordRefused) as refusal:
        CaseImporter().import_record(record)
    assert not CaseStudyPage.objects.exists()
    return {problem.field: problem.message for problem in refusal.value.problems}


def test_a_record_becomes_one_published_page_a_language(record, client):
    assert CaseImporter().import_record(record) == "created"
    pages = {page.language: page for page in CaseStudyPage.objects.published()}
    assert set(pages) == {"ko", "en"}
    assert pages["ko"].translation_key == pages["en"].translation_key
    assert pages["ko"].original_language == pages["en"].original_language == "ko"
    rows = [page.indicators.get() for page in pages.values()]
    assert rows[0].translation_key == rows[1].translation_key
    assert {row.name for row in rows} == {"시간당 생활임금", "Living wage an hour"}
    assert client.get("/ko/policies/seoul-living-wage/").status_code == 200


def test_a_repeat_changes_nothing(record):
    CaseImporter().import_record(record)
    revisions = list(CaseStudyPage.objects.values_list("latest_revision_id", flat=True))
    assert CaseImporter().import_record(record) == "unchanged"
    assert list(CaseStudyPage.objects.values_list("latest_revision_id", flat=True)) == revisions


def test_a_changed_record_updates_every_language(record):
    CaseImporter().import_record(record)
    record["status"] = "ended"
    record["end"] = "2024"
    record["partners"] = []
    record["translations"]["en"]["title"] = "Seoul's living wage"
    assert CaseImporter().import_record(record) == "updated"
    for page in CaseStudyPage.objects.all():
        assert page.status.code == "ended"
        assert not page.partners.exists()
    assert CaseStudyPage.objects.in_language("en").get().title == "Seoul's living wage"


def test_a_language_left_out_keeps_its_text_and_follows_the_facts(record):
    CaseImporter().import_record(record)
    del record["translations"]["en"]
    record["start"] = "2016"
    assert CaseImporter().import_record(record) == "updated"
    page = CaseStudyPage.objects.in_language("en").get()
    assert (page.title, page.start) == (TEXT["title"], "2016")
    assert page.indicators.get().name == "Living wage an hour"


def test_a_dry_run_writes_nothing(record):
    assert CaseImporter(dry_run=True).import_record(record) == "created"
    assert not CaseStudyPage.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "cure"),
    [
        ({"city": "atlantis"}, "city", "code of a city"),
        ({"status": "planned"}, "status", "Use one of: pilot, running"),
        ({"themes": ["living_wage"]}, "themes", "not in the vocabulary theme"),
        ({"themes": []}, "themes", "Choose at least one"),
        ({"start": "last year"}, "start", "2019-12"),
        ({"end": "2010"}, "end", "before the start"),
        ({"contact": "nobody"}, "contact", "valid email"),
        ({"consent": "yes"}, "consent", "true or false"),
        ({"budget": {"amount": 5}}, "budget.currency", "currency"),
        ({"budget": {"amount": "much"}}, "budget.amount", "Write a number"),
        ({"references": []}, "references", "at least one source"),
        ({"original_language": "fr"}, "original_language", "under translations"),
        ({"indicators": [{"name": {}, "value": "ten"}]}, "indicators[0].value", "number"),
        ({"presented_at": ["1999-session-9"]}, "presented_at", "no session"),
        ({"thems": []}, "thems", "Unknown key"),
        ({"images": [{"file": "../../etc/passwd", "credit": "x", "alt": {}}]}, "images[0].file", "no file"),
        ({"id": "Not An Id"}, "id", "lower-case letters"),
        ({"translations": {"ko": TEXT | {"title": "x" * 121}}}, "translations.ko.title", "120"),
        ({"translations": {"ko": TEXT | {"summary": "x" * 281}}}, "translations.ko.summary", "280"),
        ({"translations": {"ko": TEXT | {"limits": ""}}}, "translations.ko.limits", "not yet known"),
        ({"translations": {"ko": TEXT | {"limits": "a\u0000b"}}}, "translations.ko.limits", "control characters"),
        ({"translations": {"ko": TEXT, "de": TEXT}}, "translations.de", "languages"),
        ({"translations": []}, "translations", "object in braces"),
    ],
)
def test_a_bad_record_is_refused_with_its_field_and_cure(record, change, field, cure):
    problems = refused(record | change)
    assert field in problems, problems
    assert cure in problems[field]


def test_the_command_loads_the_good_and_names_the_bad(record, tmp_path, capsys):
    path = tmp_path / "cases.jsonl"
    bad = record | {"id": "bad", "city": "atlantis"}
    lines = [
        json.dumps(bad),
        "not json",
        json.dumps([1]),
        json.dumps(record, ensure_ascii=False),
        "",
        json.dumps(record),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CommandError, match="4 records were refused"):
        call_command("import_cases", path)
    output = capsys.readouterr()
    assert "line 1, city:" in output.err
    assert "line 2, (line):" in output.err
    assert "line 3, (line):" in output.err
    assert "line 6, id: This id stands twice" in output.err
    assert "1 created" in output.out
    assert CaseStudyPage.objects.count() == 2


words = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n"), min_size=1, max_size=40
).filter(lambda text: text.strip() == text and text)
partial_dates = st.sampled_from(["2015", "2016-03", "2017-11-30"])
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False).map(str)
translations = st.fixed_dictionaries(dict.fromkeys(TEXTS, words))
languages = st.lists(st.sampled_from(["ko", "en", "fr", "es"]), min_size=1, max_size=4, unique=True)


@st.composite
def records(draw):
    chosen = draw(languages)
    in_each = st.fixed_dictionaries(dict.fromkeys(chosen, words))
    indicator = st.fixed_dictionaries(
        {
            "name": in_each,
            "baseline": st.none() | numbers,
            "baseline_date": st.just("") | partial_dates,
            "value": numbers,
            "date": partial_dates,
            "unit": st.sampled_from(["percent", "persons", "krw"]),
            "source": words,
        }
    )
    reference = st.fixed_dictionaries(
        {"title": words, "publisher": words, "year": st.none() | st.integers(1900, 2026), "url": st.just("")}
    )
    return {
        "id": "round-trip",
        "original_language": chosen[0],
        "city": draw(st.sampled_from(["seoul", "vienna"])),
        "sample": draw(st.booleans()),
        "consent": True,
        "lead_body_type": "city",
        "themes": draw(
            st.lists(st.sampled_from(["living-wage", "equal-pay", "wages-equality"]), min_size=1, unique=True)
        ),
        "pillars": ["employment"],
        "instruments": ["service"],
        "worker_groups": draw(st.lists(st.sampled_from(["youth", "older", "women"]), min_size=1, unique=True)),
        "transfer_conditions": ["partner"],
        "start": "2014",
        "end": draw(st.just("") | st.just("2019-05")),
        "status": draw(st.sampled_from(["running", "ended"])),
        "evidence": "described",
        "budget": {"amount": draw(st.none() | st.just("12.5")), "currency": "KRW", "year": 2020, "staff": "2.5"},
        "indicators": draw(st.lists(indicator, min_size=1, max_size=3)),
        "references": draw(st.lists(reference, min_size=1, max_size=2)),
        "adoptions": [{"direction": "from", "case": "", "city": "london", "note": draw(words)}],
        "contact": "library@dwcn.example",
        "translations": {language: draw(translations) for language in chosen},
    }


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_a_round_trip_loses_nothing(tree, record):
    CaseStudyPage.objects.all().delete()
    CaseImporter().import_record(record)
    exported = list(case_records())
    assert len(exported) == 1
    assert exported[0]["translations"].keys() == record["translations"].keys()
    for language, texts in record["translations"].items():
        for name, text in texts.items():
            assert exported[0]["translations"][language][name] == text
    CaseStudyPage.objects.all().delete()
    CaseImporter().import_record(json.loads(json.dumps(exported[0])))
    assert list(case_records()) == exported


def test_drafts_images_and_files_survive_a_round_trip_through_files(record, tmp_path):
    from PIL import Image

    folder = tmp_path / "in-files"
    folder.mkdir()
    Image.new("RGB", (30, 20), "green").save(folder / "picture.png")
    (folder / "report.txt").write_text("A report.", encoding="utf-8")
    record["images"] = [{"file": "picture.png", "credit": "DWCN", "alt": {"ko": "녹색 바탕", "en": "A green field"}}]
    record["files"] = [{"title": "Report", "file": "report.txt"}, {"title": "Site", "url": "https://example.org/"}]
    record["translations"]["en"]["published"] = False
    CaseImporter().import_record(record | {"images": [], "files": []})
    (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
    call_command("import_cases", tmp_path / "in.jsonl")
    assert not CaseStudyPage.objects.in_language("en").get().live

    call_command("export_cases", tmp_path / "out.jsonl")
    CaseStudyPage.objects.all().delete()
    call_command("import_cases", tmp_path / "out.jsonl")
    call_command("export_cases", tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_text() == (tmp_path / "out.jsonl").read_text()
    page = CaseStudyPage.objects.in_language("ko").get()
    assert page.images.get().alt == "녹색 바탕"
    assert [row.title for row in page.files.all()] == ["Report", "Site"]


@pytest.mark.django_db
def test_without_a_file_name_the_records_go_to_the_standard_output(make_case, capsys):
    make_case("wage", languages=("ko", "en"))
    call_command("export_cases")
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["translations"].keys() == {"ko", "en"}
