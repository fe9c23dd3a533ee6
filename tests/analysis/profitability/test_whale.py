"""The curve rises to its peak and falls with those who cost more than they bring."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.profitability import whale
from helpers.analysis.profitability.whale import MAKERS, OTHERS, TAKERS

CENTS = st.integers(-10_000_00, 10_000_00).map(lambda cents: cents / 100)


def row(*profits):
    codes = [f"{n:04d}" for n in range(len(profits))]
    return whale.curve(pd.DataFrame({"customer": codes, "profit": [float(p) for p in profits]}))


def part(curve, most=0.8):
    return whale.parts(curve, most=most).set_index("part")


class TestCurve:
    def test_the_most_profit_comes_first_and_codes_decide_a_tie(self):
        curve = whale.curve(pd.DataFrame({"customer": ["b", "c", "a"], "profit": [1.0, 9.0, 1.0]}))
        assert curve["customer"].tolist() == ["c", "a", "b"]
        assert curve["rank"].tolist() == [1, 2, 3]
        assert curve["profit_so_far"].tolist() == [9, 10, 11]

    @pytest.mark.parametrize(("profits", "known"), [((2, -1), True), ((2, -2), False),
                                                    ((2, -3), False)])  # fmt: skip
    def test_there_are_shares_only_of_a_profit_above_zero(self, profits, known):
        assert row(*profits)["share_so_far"].notna().all() == known

    def test_nobody_gives_nothing(self):
        assert row().empty
        assert whale.parts(row(), most=0.8)["customers"].tolist() == [0, 0, 0]

    @given(st.lists(CENTS, min_size=1, max_size=40))
    def test_the_curve_ends_at_one_and_its_peak_is_what_all_who_bring_make(self, profits):
        curve = row(*profits)
        assert curve["profit_so_far"].iloc[-1] == pytest.approx(math.fsum(profits), abs=1e-6)
        top = max(0.0, curve["profit_so_far"].max())
        assert whale.peak(curve) == pytest.approx(top, abs=1e-6)
        if math.fsum(profits) > 0.01:
            assert curve["share_so_far"].iloc[-1] == 1


class TestParts:
    def test_makers_end_where_most_of_the_peak_is_reached(self):
        parts = part(row(50, 30, 20, 10, -10))
        assert parts["customers"].to_dict() == {MAKERS: 3, OTHERS: 1, TAKERS: 1}
        assert parts["profit"].to_dict() == {MAKERS: 100, OTHERS: 10, TAKERS: -10}

    @pytest.mark.parametrize(("second", "makers"), [(30, 2), (29, 3)])
    def test_exactly_most_of_the_peak_is_enough(self, second, makers):
        """50 and 30 are 80 of 100; 50 and 29 are not."""
        rest = 100 - 50 - second
        assert part(row(50, second, *([1] * rest)))["customers"][MAKERS] == makers

    def test_who_brings_nothing_takes_nothing(self):
        assert part(row(5, 0, -1))["customers"].to_dict() == {MAKERS: 1, OTHERS: 1, TAKERS: 1}

    @given(st.lists(CENTS, min_size=1, max_size=40), st.floats(0.1, 1.0))
    def test_parts_are_the_whole(self, profits, most):
        parts = whale.parts(row(*profits), most=most)
        assert parts["customers"].sum() == len(profits)
        assert parts["profit"].sum() == pytest.approx(math.fsum(profits), abs=1e-6)
        assert parts["until"].iloc[-1] == len(profits)
