"""How to cite a case: text, BibTeX and RIS, of published cases only."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(make_case):
    texts = {
        "ko": {"title": "서울의 {생활임금} & 100%", "lead_body": "서울특별시"},
        "en": {"title": "A living wage", "lead_body": "Seoul_City"},
    }
    return make_case("seoul-wage", ("ko", "en"), texts=texts)


def test_a_reader_cites_the_version_in_their_language(client, case):
    assert "A living wage" in client.get("/en/cite/seoul-wage.bib").content.decode()
    assert "생활임금" in client.get("/ko/cite/seoul-wage.ris").content.decode()
    assert "생활임금" in client.get("/fr/cite/seoul-wage.ris").content.decode()


def test_bibtex_is_whole_whatever_the_title_holds(client, case):
    text = client.get("/ko/cite/seoul-wage.bib").content.decode()
    assert text.startswith("@misc{seoul-wage,")
    assert text.count("{") == text.count("}")
    assert r"\& 100\%" in text


def test_ris_has_its_tags_one_a_line(client, case):
    lines = client.get("/en/cite/seoul-wage.ris").content.decode().split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2] == "ER  - "
    assert "AU  - Seoul_City" in lines


def test_a_draft_cannot_be_cited(client, make_case):
    make_case("draft", publish=False)
    assert client.get("/en/cite/draft.bib").status_code == 404
    assert client.get("/en/cite/nothing.bib").status_code == 404
    assert client.get("/en/cite/draft.exe").status_code == 404
