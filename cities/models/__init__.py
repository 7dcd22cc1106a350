from cities.models.city import City, CityName
from cities.models.collection import CityCollection
from cities.models.page import CityIndexPage, CityPage

__all__ = ["City", "CityCollection", "CityIndexPage", "CityName", "CityPage"]
