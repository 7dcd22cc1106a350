"""The index is level with the pages, whoever changes them and however many."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from search import indexing
from search.models import SearchRecord
from search.snapshot import snapshot
from search.vocabulary import vocabulary
from taxonomy.models import Term, TermLabel


def rebuild():
    call_command("rebuild_search", verbosity=0)


def test_one_record_for_all_languages(make_case):
    make_case("wage", languages=("ko", "en", "fr"))
    (record,) = SearchRecord.objects.filter(kind="case")
    assert (record.code, record.original_language) == ("wage", "ko")
    assert set(record.texts.values_list("language", flat=True)) == {"ko", "en", "fr"}


def test_rebuilding_what_is_level_writes_nothing(make_case):
    make_case("wage")
    before = SearchRecord.objects.get(code="wage").generation
    rebuild()
    assert SearchRecord.objects.get(code="wage").generation == before


def test_a_rebuild_mends_what_is_missing_and_removes_what_is_gone(make_case, found):
    pages = make_case("wage")
    make_case("other")
    SearchRecord.objects.get(code="wage").delete()
    type(pages["en"]).objects.filter(record_id="other").update(live=False)
    rebuild()
    assert found("") == ["wage"]
    call_command("check_search", verbosity=0)


@pytest.mark.parametrize("damage", ["facets", "texts", "hash", "index"])
def test_the_check_names_each_divergence_and_fails(make_case, damage):
    from search.engines import fulltext

    make_case("wage")
    record = SearchRecord.objects.get(code="wage")
    if damage == "index":
        fulltext.remove([record.pk])
    elif damage == "hash":
        SearchRecord.objects.update(content_hash="x")
    else:
        getattr(record, damage).first().delete()
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("check_search", stdout=output)
    assert "wage" in output.getvalue()
    call_command("rebuild_search", "--clear", verbosity=0)
    call_command("check_search", verbosity=0)


def test_deferred_writes_once_at_the_end(make_case, found):
    with indexing.deferred():
        make_case("one")
        make_case("two")
        assert found("") == []
    assert set(found("")) == {"one", "two"}


def test_deferred_writes_many_with_as_many_queries_as_few(make_case, django_assert_max_num_queries):
    vocabulary()
    counts = []
    for size in (2, 20):
        block = indexing.deferred()
        block.__enter__()
        for number in range(size):
            make_case(f"case-{size}-{number}")
        with django_assert_max_num_queries(45) as queries:
            block.__exit__(None, None, None)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_new_label_is_shown_and_found_at_once(make_case, search):
    make_case("wage", themes=["living-wage"])
    assert search("windmill").total == 0
    TermLabel.objects.filter(term__code="living-wage", language="en").first().delete()
    TermLabel.objects.create(term=Term.objects.get(code="living-wage"), language="en", label="Windmill pay")
    results = search("windmill")
    assert results.total == 1
    assert results.hits[0].themes[0].label == "Windmill pay"
    assert "Windmill pay" in {value.label for facet in results.facets for value in facet.values}


def test_what_was_rolled_back_is_forgotten(make_case, found):
    make_case("kept")
    assert found("") == ["kept"]
    with transaction.atomic():
        make_case("undone")
        assert found("") == ["undone", "kept"]
        transaction.set_rollback(True)
    assert found("") == ["kept"]
    make_case("later")
    assert found("") == ["later", "kept"]


def test_a_snapshot_carried_forward_equals_one_made_anew(make_case, search):
    from search.memory import forget_everything

    pages = make_case("one", languages=("ko", "en"))
    make_case("two", city="paris", instruments=["subsidy"])
    search("")
    make_case("three", start="2011")
    pages["ko"].unpublish()
    pages["en"].unpublish()
    search("")
    carried = snapshot()
    forget_everything()
    anew = snapshot()
    assert (carried.entries, carried.values, carried.newest) == (anew.entries, anew.values, anew.newest)
    assert carried.of_kind("case") == anew.of_kind("case")
