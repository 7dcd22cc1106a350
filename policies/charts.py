"""Before-and-after charts of a case study's indicators, as numbers for small SVGs.

Indicators differ in unit, so each has a scale of its own that includes zero; lengths are percentages of the width.
The table of the same figures stands beside the chart and is its equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _, pgettext

from core.templatetags.library import number, partial_date


@dataclass(frozen=True)
class Bar:
    """One figure: what it is called, as text, and where its bar lies from left to right, in percent."""

    kind: str  # "before" or "after"
    label: str
    figure: str
    x: float
    width: float


@dataclass(frozen=True)
class IndicatorChart:
    """An indicator with two bars, or with one figure and no bar when nothing was measured before."""

    name: str
    bars: tuple[Bar, ...]
    zero: float  # where zero lies, in percent of the width
    summary: str  # the picture in a sentence

    @property
    def has_comparison(self) -> bool:
        return len(self.bars) > 1


def indicator_charts(indicators: Iterable) -> list[IndicatorChart]:
    """One chart an indicator, in their order. Reads `unit.label`: prefetch the units with their labels."""
    return [_chart(indicator) for indicator in indicators]


def _chart(indicator) -> IndicatorChart:
    after = indicator.value, indicator.date, "after", pgettext("later figure", "After")
    before = indicator.baseline, indicator.baseline_date, "before", pgettext("earlier figure", "Before")
    rows = [row for row in (before, after) if row[0] is not None]
    if len(rows) == 1:
        rows = [(*after[:3], "")]
    scale = Scale([value for value, *_rest in rows])
    bars = tuple(
        Bar(kind, _label(word, date), f"{number(value)} {indicator.unit.label}".strip(), *scale.span(value))
        for value, date, kind, word in rows
    )
    told = "; ".join(f"{bar.label}: {bar.figure}" if bar.label else bar.figure for bar in bars)
    summary = _("%(indicator)s. %(figures)s") % {"indicator": indicator.name, "figures": told}
    return IndicatorChart(indicator.name, bars, scale.zero, summary)


def _label(word: str, date: str) -> str:
    return ", ".join(part for part in (word, partial_date(date)) if part)


class Scale:
    """Places values between the smallest and the largest, zero being one of them, on 0 to 100."""

    def __init__(self, values: list[Decimal]):
        self.low = min(Decimal(0), *map(Decimal, values))
        self.high = max(Decimal(0), *map(Decimal, values))
        self.zero = self.place(Decimal(0))

    def place(self, value: Decimal) -> float:
        extent = self.high - self.low
        return round(float((value - self.low) / extent * 100), 2) if extent else 0

    def span(self, value: Decimal) -> tuple[float, float]:
        """Where the bar of a value starts and how long it is: from zero to the value, whichever way."""
        end = self.place(Decimal(value))
        return min(self.zero, end), round(abs(end - self.zero), 2)
