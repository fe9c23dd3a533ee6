"""The page that is read first: what it ranks, in which money, and what it leaves out."""

import pandas as pd
import pytest

from helpers.handouts.executive import MOVING, OPEN_NAMES, executive_part
from tests.handouts import packs


def _pack(folder, *findings, figures=None):
    made = packs.result(1, findings=[found.as_json() for found in findings])
    pack = packs.pack(folder, made)
    if figures is not None:
        pack.tables.mkdir(parents=True, exist_ok=True)
        figures.to_csv(pack.tables / "figures.csv", index=False)
        months = {"month": pd.date_range("2012-01-01", periods=3, freq="MS")}
        columns = dict.fromkeys(figures["figure"], [1.0, 2.0, 3.0])
        pd.DataFrame(months | columns).to_csv(pack.tables / "figures_by_month.csv", index=False)
    return pack


def _figures(**rows):
    shown = [(name, now, before, now / before - 1) for name, (now, before) in rows.items()]
    return pd.DataFrame(shown, columns=["figure", "year", "year_before", "change"])


def test_how_things_stand_asks_for_no_decision(tmp_path):
    part = executive_part(_pack(tmp_path, packs.finding(role="base"), packs.finding("a.b")))
    assert [found["key"] for found in part["findings"]] == ["a.b"]


def test_net_sales_are_ranked_by_what_they_earn(tmp_path):
    figures = _figures(net_sales=(1000.0, 900.0), gross_profit=(100.0, 90.0))
    sales = packs.finding("a.sales", money=500.0, measure="net sales a year")
    profit = packs.finding("a.profit", money=60.0, measure="gross profit a year")
    part = executive_part(_pack(tmp_path, sales, profit, figures=figures))
    assert [found["key"] for found in part["findings"]] == ["a.profit", "a.sales"]  # 60 > 50
    assert part["findings"][0]["measure"] == "gross profit a year"


def test_a_change_has_an_arrow_and_a_sign_and_less_than_half_a_percent_is_none(tmp_path):
    figures = _figures(
        net_sales=(1004.0, 1000.0), gross_profit=(94.0, 100.0), customers=(106.0, 100.0)
    )
    part = executive_part(_pack(tmp_path, figures=figures))
    assert [figure["change"] for figure in part["figures"]] == ["→ 0%", "▼ −6%", "▲ +6%"]


def test_at_most_six_sentences_the_most_money_first(tmp_path):
    findings = [packs.finding(f"a.b{n}", money=100.0 * n) for n in range(1, 9)]
    part = executive_part(_pack(tmp_path, *findings))
    assert [found["key"] for found in part["findings"]] == [f"a.b{n}" for n in range(8, 2, -1)]


def test_what_asks_for_a_decision_without_money_is_named_by_its_chapter(tmp_path):
    priced = [packs.finding(f"a.b{n}", money=100.0 * n) for n in range(1, 7)]
    part = executive_part(_pack(tmp_path, *priced, packs.finding("a.free", money=None)))
    assert "a.free" not in [found["key"] for found in part["findings"]]
    assert "No sum can be put on what these chapters ask to decide (1)" in part["unseen"]
    assert "No sum" not in executive_part(_pack(tmp_path / "none", *priced))["unseen"]


def test_names_that_nobody_has_answered_stand_before_a_larger_doubt(tmp_path):
    larger = packs.finding("a.doubt", money=9000.0, role="doubt", message="Larger")
    smaller = packs.finding("a.small", money=90.0, role="doubt", message="Smaller")
    open_names = packs.finding(OPEN_NAMES, money=900.0, role="doubt", message="Open names")
    part = executive_part(_pack(tmp_path, larger, smaller, open_names))
    assert part["unseen"] == "Open names. Larger."
    assert executive_part(_pack(tmp_path / "b", smaller, larger))["unseen"] == "Larger."


def test_at_most_two_doubts_that_move_every_headline_stand_before_the_largest_other(tmp_path):
    moving = [packs.finding(key, money=1.0, role="doubt", message=key) for key in MOVING[::-1]]
    larger = packs.finding("a.doubt", money=9000.0, role="doubt", message="Larger")
    part = executive_part(_pack(tmp_path, larger, *moving))
    assert part["unseen"] == f"{MOVING[0]}. {MOVING[1]}. Larger."


@pytest.mark.parametrize(("now", "told"), [(1005.0, "→ 0%"), (1005.1, "▲ +1%")])
def test_a_change_is_shown_from_the_first_that_is_not_printed_as_nothing(tmp_path, now, told):
    figures = _figures(net_sales=(now, 1000.0)).round({"change": 6})
    part = executive_part(_pack(tmp_path, figures=figures))
    assert [figure["change"] for figure in part["figures"]] == [told]


def test_a_profit_that_became_a_loss_is_told_as_the_difference_and_not_in_percent(tmp_path):
    figures = _figures(net_sales=(900.0, 1000.0), gross_profit=(-60.0, 100.0), customers=(5, 5))
    part = executive_part(_pack(tmp_path, figures=figures))
    assert [figure["change"] for figure in part["figures"]] == ["▼ −10%", "▼ −$160", "→ 0%"]


@pytest.mark.parametrize(
    ("profit", "first"),
    [(999.0, "a.sales"), (1000.0, "a.sales"), (0.0, "a.sales"), (1.0, "a.profit")],
)
def test_net_sales_count_as_they_are_where_the_margin_is_no_margin(tmp_path, profit, first):
    figures = _figures(net_sales=(1000.0, 900.0), gross_profit=(profit, 90.0))
    sales = packs.finding("a.sales", money=500.0, measure="net sales a year")
    other = packs.finding("a.profit", money=60.0, measure="gross profit a year")
    part = executive_part(_pack(tmp_path, sales, other, figures=figures))
    assert part["findings"][0]["key"] == first
