"""The letters of the demo, to be read in the browser. The page exists only where LETTERS_PAGE says so: in the demo."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # of Django's file backend
SHOWN = 50


def letters(request: HttpRequest) -> HttpResponse:
    """The latest letters, the newest first, each with the address it leads to as a link."""
    if not settings.LETTERS_PAGE:
        raise Http404
    to = request.GET.get("to", "")
    found = [letter for letter in _latest() if not to or to in letter["to"]]
    return render(request, "kb/letters.html", {"letters": found[:SHOWN]})


def _latest() -> list[dict]:
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    raw = [part for path in files[: 2 * SHOWN] for part in reversed(path.read_bytes().split(SEPARATOR)) if part.strip()]
    return [_letter(message_from_bytes(part.lstrip(), policy=policy.default)) for part in raw]


def _letter(message: EmailMessage) -> dict:
    body = message.get_body(("plain",))
    sent = message["Date"].datetime if message["Date"] else datetime.fromtimestamp(0, UTC)
    return {
        "to": str(message["To"] or ""),
        "subject": str(message["Subject"] or ""),
        "sent": localtime(sent if sent.tzinfo else sent.replace(tzinfo=UTC)),  # mail writes UTC as -0000
        "text": body.get_content() if body else "",
    }
