"""What a city does with its application: send it, answer, withdraw it. Each once, however often it is pressed."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import people_with
from accounts.roles import EDITOR
from network.letters import send_letter_of
from network.models import Application, ApplicationStep, State
from notices.sending import notify


class NotNow(Exception):
    """The application does not stand where this can be done."""


def apply(application: Application) -> Application:
    """Keeps a new application, confirms it by letter and tells the secretariat; a repeated one (`key`) is the first."""
    try:
        with transaction.atomic():
            application.save()
            step = record(application, State.RECEIVED)
            tell(application, "application-received")
    except IntegrityError:
        return Application.objects.get(key=application.key)
    send_letter_of(step)
    return application


def answer(application: Application, text: str) -> None:
    """The city answers what it was asked. Raises NotNow."""
    with held(application) as application:
        if application.state != State.ASKED:
            raise NotNow
        move(application, State.ANSWERED, text=text)
        tell(application, "application-answered")


def withdraw(application: Application) -> None:
    """The city no longer wishes to join. Repeating it changes nothing; raises NotNow after a decision."""
    with held(application) as application:
        if application.state == State.WITHDRAWN:
            return
        if not application.is_open:
            raise NotNow
        move(application, State.WITHDRAWN)
        tell(application, "application-withdrawn")


class held:
    """The application, which nobody else changes meanwhile: `with held(application) as application`."""

    def __init__(self, application: Application):
        self._pk, self._atomic = application.pk, transaction.atomic()

    def __enter__(self) -> Application:
        self._atomic.__enter__()
        return Application.objects.select_for_update(of=("self",)).get(pk=self._pk)

    def __exit__(self, *error):
        return self._atomic.__exit__(*error)


def move(application: Application, state: str, by=None, text: str = "") -> ApplicationStep:
    """Brings it to a state and writes that down."""
    application.state, application.changed_at = state, timezone.now()
    application.save()
    return record(application, state, by, text)


def record(application: Application, kind: str, by=None, text: str = "") -> ApplicationStep:
    return ApplicationStep.objects.create(application=application, kind=kind, by=by, text=text)


def tell(application: Application, kind: str, moment: str = "") -> None:
    """Tells the secretariat."""
    key = f"{kind}-{application.pk}-{moment or application.steps.count()}"
    notify(people_with(EDITOR), kind, key, ("applications:edit", application.pk), applicant=application.city_name)
