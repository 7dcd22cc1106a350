"""What the secretariat does with an application: ask, decline, accept. Of two at once, one succeeds."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from accounts import invitations
from accounts.models import Invitation
from accounts.roles import CONTRIBUTOR
from cities.models import City, CityIndexPage, CityName, CityPage
from core.letters import LetterNotSent, absolute, send_letter
from network.applying import NotNow, held, move, record
from network.letters import send_letter_of
from network.models import Application, ApplicationStep, Membership, Prospect, State

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def ask(application: Application, by, letter: str) -> ApplicationStep:
    """Asks the city something; it answers on its page. Raises NotNow."""
    return _decide(application, State.ASKED, by, letter)


def decline(application: Application, by, letter: str) -> ApplicationStep:
    """Declines, with the reason. Raises NotNow."""
    return _decide(application, State.DECLINED, by, letter)


def accept(application: Application, by, letter: str, city: City | None, facts: Mapping[str, Any]) -> ApplicationStep:
    """Makes the city a member: its record and pages where there are none (`facts`), its membership, its first officer's
    invitation. Raises NotNow."""
    with held(application) as application:
        if not application.is_open:
            raise NotNow
        application.city = city or _new_city(application, facts)
        today = timezone.localdate().isoformat()
        Membership.objects.current().filter(city=application.city).update(ended=today)
        Membership.objects.create(city=application.city, kind=application.kind, since=today)
        step = move(application, State.ACCEPTED, by, letter)
        if application.prospect_id:
            Prospect.objects.filter(pk=application.prospect_id).update(closed=True)
    send_letter_of(step)
    _invite_first_officer(application, by)
    return step


def invite(prospect: Prospect, by, letter: str) -> None:
    """Invites a prospect by letter, with a link to the application as far as we know it. Raises LetterNotSent."""
    link = f"{absolute('join', prospect.language)}?from={prospect.token}"
    context = {"text": letter, "link": link, "city": prospect.city_name}
    send_letter("prospect", prospect.contact_email, prospect.language, context, name=prospect.contact_name)
    prospect.invited_at = timezone.now()
    prospect.save(update_fields=["invited_at"])


def _decide(application, state, by, letter) -> ApplicationStep:
    with held(application) as application:
        if not application.is_open:
            raise NotNow
        step = move(application, state, by, letter)
    send_letter_of(step)
    return step


def _new_city(application: Application, facts: Mapping[str, Any]) -> City:
    own = ("code", "region", "latitude", "longitude")
    city = City(country=application.country, **{name: facts[name] for name in own})
    city.names = [CityName(language=code, name=facts[f"name_{code}"]) for code in LANGUAGES]
    city.save()
    twins: dict[str, CityPage] = {}
    for locale in Locale.objects.filter(language_code__in=LANGUAGES):
        index = CityIndexPage.objects.select_for_update(of=("self",)).filter(locale=locale).first()
        if index is None:
            continue
        page = CityPage(title=city.name_in(locale.language_code), slug=city.code, locale=locale, city=city)
        if twins:
            page.translation_key = next(iter(twins.values())).translation_key
        index.add_child(instance=page)
        page.save_revision().publish()
        twins[locale.language_code] = page
    return city


def _invite_first_officer(application: Application, by) -> None:
    waiting = Invitation.objects.open().filter(email__iexact=application.contact_email, role=CONTRIBUTOR)
    if waiting.filter(city=application.city).exists():
        return
    invitation = Invitation(
        email=application.contact_email,
        name=application.contact_name,
        role=CONTRIBUTOR,
        city=application.city,
        language=application.language,
    )
    try:
        invitations.send(invitation, by=by)
    except LetterNotSent:
        with transaction.atomic():
            record(application, "note", by, f"The invitation to {invitation.email} could not be sent: send it again.")
