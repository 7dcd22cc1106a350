"""Charts of indicators: each on its own scale from zero, in words for those who do not see them."""

import re
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils.translation import override

from policies.charts import indicator_charts


def indicator(baseline, value, name="Couriers insured", unit="percent", baseline_date="2018", date="2022-06"):
    return SimpleNamespace(
        name=name,
        baseline=None if baseline is None else Decimal(baseline),
        baseline_date=baseline_date,
        value=Decimal(value),
        date=date,
        unit=SimpleNamespace(label=unit),
    )


def chart(*args, **kwargs):
    return indicator_charts([indicator(*args, **kwargs)])[0]


def spans(*args):
    return [(bar.x, bar.width) for bar in chart(*args).bars]


def render(*rows):
    template = engines["django"].from_string("{% load policies_svg %}{% indicator_chart rows %}")
    return template.render({"rows": rows})


class TestScale:
    def test_bars_start_at_zero_and_the_larger_fills_the_width(self):
        assert spans("20", "80") == [(0, 25), (0, 100)]

    def test_a_fall_is_drawn_as_a_fall(self):
        assert spans("80", "20") == [(0, 100), (0, 25)]

    def test_values_on_both_sides_of_zero_run_both_ways(self):
        assert chart("-25", "75").zero == 25
        assert spans("-25", "75") == [(0, 25), (25, 75)]

    def test_values_below_zero_run_leftwards_from_the_right(self):
        assert chart("-3", "-12").zero == 100
        assert spans("-3", "-12") == [(75, 25), (0, 100)]

    def test_nothing_before_and_nothing_after_is_two_empty_bars(self):
        assert spans("0", "0") == [(0, 0), (0, 0)]

    def test_the_largest_figures_the_model_holds_fit(self):
        assert spans("1", "99999999999999.9999") == [(0, 0), (0, 100)]

    def test_each_indicator_has_its_own_scale(self):
        small, large = indicator_charts([indicator("1", "2"), indicator("1000", "2000")])
        assert [bar.width for bar in small.bars] == [bar.width for bar in large.bars]


class TestWords:
    def test_figures_and_dates_follow_the_language(self):
        with override("fr"):
            before, after = chart("6687.5", "11436", unit="won", date="2024-01").bars
            assert before.figure == "6\u202f687,5 won"
            assert "janvier 2024" in after.label
        with override("ko"):
            assert "2024년 1월" in chart("6687", "11436", date="2024-01").bars[1].label

    def test_summary_says_what_the_picture_shows(self):
        with override("en"):
            assert chart("12.5", "61").summary == (
                "Couriers insured. Before, 2018: 12.5 percent; After, June 2022: 61 percent"
            )

    def test_an_unknown_date_of_the_earlier_figure_is_left_out(self):
        with override("en"):
            assert chart("1", "2", baseline_date="").bars[0].label == "Before"

    def test_one_figure_alone_is_not_called_after(self):
        with override("en"):
            (bar,) = chart(None, "18240", unit="persons").bars
            assert (bar.label, bar.figure) == ("June 2022", "18,240 persons")


class TestMarkup:
    def test_a_comparison_is_an_image_with_its_summary(self):
        with override("en"):
            html = render(indicator("12.5", "61"))
        assert 'role="img" aria-label="Couriers insured. Before, 2018: 12.5 percent' in html
        assert 'class="chart-bar chart-bar--after" x="0.0%"' in html

    def test_a_figure_without_an_earlier_one_has_no_bar(self):
        html = render(indicator(None, "18240"))
        assert "<svg" not in html
        assert "chart-single" in html

    @pytest.mark.parametrize("language", ["en", "ko", "fr", "es"])
    def test_lengths_are_written_for_svg_in_every_language(self, language):
        with override(language):
            lengths = re.findall(r'<rect[^>]* x="([^"]*)%"[^>]* width="([^"]*)%"', render(indicator("1", "3")))
        assert lengths == [("0.0", "33.33"), ("0.0", "100.0")]

    def test_names_are_escaped_and_nothing_is_styled_inline(self):
        html = render(indicator("1", "3", name='<i>"노동자"</i>', unit="<b>"))
        assert not re.search(r"<i>|<b>|style=|<script", html)
        assert "&lt;i&gt;&quot;노동자&quot;" in html

    def test_no_indicators_draw_nothing(self):
        assert render().strip() == ""
