"""Inviting people, and what accepting does: an account, its role and its city, in one transaction."""

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, override

from accounts.languages import grant, languages_of
from accounts.models import Invitation
from accounts.roles import ROLES, TRANSLATOR, group_of, may_invite_to, roles_of
from core.letters import absolute, send_letter


class NotInvited(Exception):
    """The invitation cannot be accepted; `state` says why: accepted, revoked or expired."""

    def __init__(self, state: str):
        self.state = state
        super().__init__(f"The invitation is {state}.")


class MayNotInvite(Exception):
    """This person may not invite to this role."""


def send(invitation: Invitation, by=None) -> None:
    """Sends the letter with a new link; links of earlier letters are dead from now.

    Raises MayNotInvite; NotInvited when it was accepted or withdrawn already; LetterNotSent, but it is kept.
    """
    if by and not _may_send(invitation, by):
        raise MayNotInvite(invitation.role)
    with transaction.atomic():
        if invitation.pk:
            held = Invitation.objects.select_for_update().get(pk=invitation.pk)
            if held.state in ("accepted", "revoked"):
                raise NotInvited(held.state)
        token = invitation.renew_token()
        invitation.invited_by = by or invitation.invited_by
        invitation.sent_at = timezone.now()
        invitation.save()
    _post(invitation, token)


def revoke(invitation: Invitation) -> None:
    """Withdraws it: its link is dead. Nothing happens to one that was accepted."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())


def accept(invitation: Invitation, *, name: str = "", password: str = "", user=None):
    """Makes the account, or gives the role to `user`; returns the user. Of several at once, one succeeds.

    Raises NotInvited when it is no longer open.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not invitation.is_open:
            raise NotInvited(invitation.state)
        user = user or _new_user(invitation, name, password)
        user.groups.add(group_of(invitation.role))
        if invitation.role == TRANSLATOR:
            grant(user, {*languages_of(user), *invitation.translates_into})
        profile = user.profile
        profile.city = invitation.city or profile.city
        profile.language = invitation.language
        profile.save()
        invitation.accepted_at, invitation.accepted_by = timezone.now(), user
        invitation.save()
    return user


def _may_send(invitation: Invitation, by) -> bool:
    if invitation.role not in {role.code for role in may_invite_to(by)}:
        return False
    own = roles_of(by)
    only_for_a_city = not by.is_superuser and all(role.of_a_city for role in own)
    return not only_for_a_city or invitation.city_id == by.profile.city_id


def account_for(email: str):
    """The account that has this address, or None."""
    known = EmailAddress.objects.filter(email__iexact=email).select_related("user").first()
    return known.user if known else get_user_model().objects.filter(email__iexact=email).first()


def _new_user(invitation: Invitation, name: str, password: str):
    email = invitation.email.lower()
    user = get_user_model().objects.create_user(username=email[:150], email=email, password=password)
    user.first_name = name.strip()[:150]  # the whole name: cultures order its parts differently
    user.save(update_fields=["first_name"])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)  # the letter reached them
    return user


def _post(invitation: Invitation, token: str) -> None:
    language = invitation.language
    with override(language):
        context = {
            "role": ROLES[invitation.role].label,
            "city": invitation.city.name_in(language) if invitation.city else "",
            "inviter": invitation.invited_by.get_full_name() if invitation.invited_by else "",
            "until": date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT"),
            "link": absolute("accept-invitation", language, token),
            "link_text": _("Accept the invitation"),
        }
    send_letter("invitation", invitation.email, language, context, name=invitation.name)
