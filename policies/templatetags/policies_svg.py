"""Pictures of the policies app: `{% load policies_svg %}`, then `{% indicator_chart indicators %}`."""

from django import template

from policies.charts import indicator_charts

register = template.Library()


@register.inclusion_tag("components/indicator_chart.html")
def indicator_chart(indicators):
    """A small chart for each indicator row; set it beside the table of the same figures."""
    return {"charts": indicator_charts(indicators)}
