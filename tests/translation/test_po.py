"""PO files from anywhere: what goes out comes back, and nothing a file holds breaks anything."""

from contextlib import suppress

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings, strategies as st
from wagtail_localize.models import StringTranslation

from translation import deliveries
from translation.po import IDENTITY, BadPO, import_po, read_po

pytestmark = pytest.mark.django_db
WRITTEN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
LINE = st.text(WRITTEN, min_size=1, max_size=60).filter(str.strip)
FILE = st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"msgid {text}\n".encode(errors="ignore"))


@pytest.fixture
def translation(case, translator):
    case.take(translator)
    return deliveries.translation_of(case.version)


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("case.po", content)


def test_the_file_goes_out_is_filled_in_and_comes_back(case, translation, translator, client):
    client.force_login(translator)
    answer = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="rest-places-en.po"'
    po = polib.pofile(answer.content.decode())
    for entry in po:
        entry.msgstr = f"EN {entry.msgid}"
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    client.post(address, {"file": upload(str(po).encode())})
    case.send(translator)
    assert case.version.state == "waiting"


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=st.lists(LINE, min_size=1, max_size=4))
def test_a_round_trip_loses_nothing(translation, translator, lines):
    StringTranslation.objects.all().delete()
    po = translation.export_po()
    wanted = {}
    for entry, line in zip(po, lines, strict=False):
        entry.msgstr = wanted[entry.msgctxt, entry.msgid] = line
    found = import_po(upload(str(po).encode()), translation, translator)
    assert (found.taken, found.unknown, found.unsure) == (len(wanted), 0, 0)
    again = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in translation.export_po() if entry.msgstr}
    assert again == wanted


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: f"msgid {text}\n".encode(errors="ignore"))
)
def test_any_file_is_read_or_refused(translation, translator, content):
    with suppress(BadPO):
        import_po(upload(content), translation, translator)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"/etc/passwd",
        b"\xff\xfe\n msgid",
        b'msgid "a"\nmsgstr "b"\n' * 200_000,
        b'msgid ""\nmsgstr ""\n"X-Other: 1\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        b'msgid "a\x00"\nmsgstr "b"\n',
        b'msgid "unclosed\nmsgstr\n',
    ],
)
def test_a_hostile_file_is_refused_with_a_reason_and_changes_nothing(translation, translator, client, content):
    client.force_login(translator)
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    answer = client.post(address, {"file": upload(content)}, follow=True)
    assert answer.status_code == 200
    assert [each.level_tag for each in answer.context["messages"]] == ["error"]
    assert not StringTranslation.objects.exists()
    assert client.post(address, follow=True).status_code == 200


def test_what_is_unsure_or_unknown_is_left_out_and_told(translation, translator):
    po = translation.export_po()
    po[0].msgstr, po[1].msgstr = "Sure", "Unsure"
    po[1].flags.append("fuzzy")
    po.append(polib.POEntry(msgid="Nowhere", msgstr="Never", msgctxt="title"))
    found = import_po(upload(str(po).encode()), translation, translator)
    assert (found.taken, found.unknown, found.unsure) == (1, 1, 1)


def test_a_line_break_in_a_file_is_a_blank_in_a_passage(translation, translator):
    po = translation.export_po()
    po[0].msgstr = "Two\nlines"
    import_po(upload(str(po).encode()), translation, translator)
    assert StringTranslation.objects.get().data == "Two lines"


def test_the_file_names_its_translation(translation):
    assert read_po(upload(str(translation.export_po()).encode())).metadata[IDENTITY] == str(translation.uuid)
