from cities.models.city import City, CityName
from cities.models.page import CityIndexPage, CityPage

__all__ = ["City", "CityIndexPage", "CityName", "CityPage"]
