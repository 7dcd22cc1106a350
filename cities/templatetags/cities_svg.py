"""Pictures of the cities app: `{% load cities_svg %}`, then `{% world_map points %}` or `{% artwork … %}`."""

from django import template

from cities.artwork import artwork
from cities.map import world_map

register = template.Library()


@register.inclusion_tag("components/world_map.html", name="world_map")
def world_map_tag(points, id="world-map"):
    """The map with a dot a point (latitude, longitude, label, count, url); `id` when a page has more than one."""
    return {"map": world_map(points), "id": id}


register.simple_tag(artwork)
