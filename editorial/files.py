"""Officers read what their city has uploaded, published or not."""

from cities.files import belongs_to
from editorial.querysets import city_of
from policies.files import register_file_reader


def is_of_own_city(user, item) -> bool:
    """Whether a document or image is of the city this person writes for."""
    city = city_of(user)
    return city is not None and belongs_to(item, city)


def register() -> None:
    register_file_reader(is_of_own_city)
