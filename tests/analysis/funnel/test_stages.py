"""How far each lead has come, from logs that people keep."""

import pandas as pd
import pytest

from helpers.analysis.funnel.stages import ways
from tests.analysis.funnel.leads import AS_OF, log


def reached(way):
    return {stage: [str(day)[:10] for day in days.dropna()] for stage, days in way.reached.items()}


def test_a_lead_that_jumps_a_stage_has_passed_it():
    way = ways(log(("A", "2025-01-01", "lead"), ("A", "2025-02-01", "customer")), as_of=AS_OF)
    assert reached(way) == {
        "lead": ["2025-01-01"],
        "suspect": ["2025-02-01"],
        "prospect": ["2025-02-01"],
        "customer": ["2025-02-01"],
    }
    assert way.jumped == 1
    assert way.recorded.loc["A"].tolist() == [True, False, False, True]


def test_a_lead_that_goes_back_keeps_its_first_day():
    way = ways(
        log(
            ("A", "2025-01-01", "lead"),
            ("A", "2025-01-05", "suspect"),
            ("A", "2025-01-09", "prospect"),
            ("A", "2025-02-01", "suspect"),
        ),
        as_of=AS_OF,
    )
    assert reached(way)["suspect"] == ["2025-01-05"]
    assert reached(way)["prospect"] == ["2025-01-09"]
    assert way.jumped == 0


def test_who_buys_again_has_bought():
    way = ways(log(("A", "2025-01-01", "lead"), ("A", "2025-05-01", "client")), as_of=AS_OF)
    assert reached(way)["customer"] == ["2025-05-01"]


@pytest.mark.parametrize("word", ["Won", " closed  won ", "Покупатель", "успешно реализовано"])
def test_usual_words_for_a_sale_are_known(word):
    way = ways(log(("A", "2025-01-01", "Лид"), ("A", "2025-02-01", word)), as_of=AS_OF)
    assert way.leads["sold"].notna().all()
    assert way.unknown.empty


def test_words_that_are_no_stage_are_counted_and_told():
    way = ways(
        log(("A", "2025-01-01", "lead"), ("A", "2025-01-02", "parked"), ("B", "2025-01-02", "?")),
        as_of=AS_OF,
    )
    assert way.unknown.to_dict() == {"parked": 1, "?": 1}
    assert way.leads["lead"].tolist() == ["A"]


def test_rows_after_the_last_known_day_change_nothing():
    rows = [("A", "2025-01-01", "lead"), ("B", "2025-03-01", "lead")]
    lies = [
        ("A", "2026-01-01", "customer"),
        ("C", "2026-01-02", "lead"),
        ("B", "2026-02-02", "lost"),
    ]
    now, told = ways(log(*rows), as_of=AS_OF), ways(log(*rows, *lies), as_of=AS_OF)
    pd.testing.assert_frame_equal(now.leads, told.leads)
    pd.testing.assert_frame_equal(now.reached, told.reached)


def test_channel_is_that_of_the_beginning_and_manager_that_of_the_end():
    rows = log(("A", "2025-01-01", "lead"), ("A", "2025-02-01", "prospect"))
    way = ways(rows.assign(channel=["web", "radio"], manager=["Ann", "Ben"]), as_of=AS_OF)
    assert way.leads[["channel", "manager"]].iloc[0].tolist() == ["web", "Ben"]
