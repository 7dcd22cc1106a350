"""The cities of the library and their pages, from cities/data/cities.yaml."""

from cities.loaders import load_cities, read_cities
from cities.models import CityPage
from home.seeds.texts import put_page
from home.tree import Tree


def seed_cities(tree: Tree) -> int:
    """Loads city facts and writes a page a city in every language; returns how many cities there are."""
    entries = read_cities()
    cities = load_cities(entries)
    for entry in entries:
        city, twins = cities[entry["code"]], {}
        for language, parent in tree.cities.items():
            values = {
                "title": city.name_in(language),
                "introduction": (entry.get("about") or {}).get(language, ""),
                "city": city,
            }
            put_page(CityPage, parent, city.code, values, twins)
    return len(entries)
