"""Cities as points of the world map and rows of the list beside it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CityPoint:
    """A city on the map: where it lies, how many cases it has, where its page is."""

    code: str
    label: str
    country: str
    region: str
    latitude: float
    longitude: float
    count: int
    url: str


def city_points(pages, counts, request) -> list[CityPoint]:
    """The points of some city pages whose facts are loaded; runs no query of its own."""
    return [
        CityPoint(
            code=page.city.code,
            label=page.title,
            country=page.city.country_name,
            region=page.city.region.label,
            latitude=float(page.city.latitude),
            longitude=float(page.city.longitude),
            count=counts[page.city.code],
            url=page.get_url(request),
        )
        for page in pages
        if page.city
    ]
