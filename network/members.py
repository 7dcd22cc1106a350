"""The members of the network, as its list and a city's page show them."""

from dataclasses import dataclass

from cities.models.page import city_urls
from network.models import Kind, Membership


@dataclass(frozen=True)
class Member:
    """A city in the list of members; `since` is as exact as it is known."""

    name: str
    country: str
    since: str
    url: str


def members_by_kind(request) -> list[tuple[str, list[Member]]]:
    """`[(kind, members by name), …]` for the kinds that have any. Four queries."""
    current = list(Membership.objects.current().select_related("city").prefetch_related("city__names"))
    urls = city_urls([each.city for each in current], request)
    groups = []
    for kind in Kind:
        own = [each for each in current if each.kind == kind]
        members = [Member(e.city.name, e.city.country_name, e.since, urls.get(e.city_id, "")) for e in own]
        if members:
            groups.append((str(kind.label), sorted(members, key=lambda member: member.name)))
    return groups


def city_membership(page, _request) -> dict:
    """What a city's page says of its membership. One query."""
    return {"membership": Membership.objects.current().filter(city=page.city).first()}
