"""Letters to a city that applies, in its language. What the mail server refuses is kept, to be sent again."""

from django.utils.translation import gettext as _, override

from core.letters import LetterNotSent, absolute, send_letter
from network.models import Application, ApplicationStep


def _write_to(application: Application, kind: str, text: str) -> bool:
    """Sends `templates/letters/application-<kind>.txt` with what the secretariat wrote; False when it was refused."""
    language = application.language
    with override(language):
        context = {
            "city": application.city_name,
            "text": text,
            "link": absolute("application", language, application.token),
            "link_text": _("Your application"),
        }
    try:
        send_letter(f"application-{kind}", application.contact_email, language, context, name=application.contact_name)
    except LetterNotSent:
        return False
    return True


def draft_of(application: Application, kind: str) -> str:
    """What a letter of the secretariat begins with, in the city's language."""
    with override(application.language):
        return {
            "asked": _("Thank you for your application. Before we decide we would like to know:\n\n"),
            "accepted": _("We are glad to welcome your city to the network."),
            "declined": _("Thank you for your interest in the network. We cannot accept the application, because "),
        }[kind]


def send_letter_of(step: ApplicationStep) -> bool:
    """Sends the letter that belongs to a step, and keeps whether it went; one that did not can be sent again."""
    step.letter_sent = _write_to(step.application, step.kind, step.text)
    step.save(update_fields=["letter_sent"])
    return step.letter_sent
