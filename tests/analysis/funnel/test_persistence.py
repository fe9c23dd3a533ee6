"""At which contact leads buy, and at which they are given up."""

import pandas as pd
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.funnel import persistence
from helpers.analysis.funnel.stages import ways
from tests.analysis.funnel.leads import AS_OF, DAY, log

ENDS = (persistence.SALE, persistence.GIVEN_UP, persistence.OPEN)


def contacts(**days):
    rows = [(lead, pd.Timestamp(day)) for lead, mine in days.items() for day in mine]
    return pd.DataFrame(rows, columns=["lead", "date"])


def counted(*rows, quantile=0.95, **days):
    found = persistence.contacted(
        ways(log(*rows), as_of=AS_OF), contacts(**days), quantile=quantile
    )
    return found, found.leads.set_index("lead")[["contacts", "end"]].T.to_dict("list")


def test_contacts_after_the_sale_do_not_count():
    _, leads = counted(
        ("A", "2025-01-01", "lead"),
        ("A", "2025-01-20", "customer"),
        A=["2025-01-02", "2025-01-09", "2025-02-02"],
    )
    assert leads == {"A": [2, "sale"]}


def test_a_lead_marked_as_lost_is_given_up_and_a_silent_one_too():
    _, leads = counted(
        ("A", "2025-12-20", "lead"),
        ("A", "2025-12-30", "lost"),
        ("B", "2025-06-01", "lead"),
        ("C", "2025-12-20", "lead"),
        A=["2025-12-29"],
        B=["2025-06-02"],
        C=["2025-12-29"],
    )
    assert leads == {"A": [1, "given up"], "B": [1, "given up"], "C": [1, ""]}


@pytest.mark.parametrize(("silent", "end"), [(20, ""), (21, "given up")])
def test_given_up_is_a_silence_longer_than_nearly_all_gaps_of_won_leads(silent, end):
    last = AS_OF - silent * DAY
    found, leads = counted(
        ("W", "2025-01-01", "lead"),
        ("W", "2025-02-20", "customer"),
        ("B", "2025-11-01", "lead"),
        W=["2025-01-02", "2025-01-22"],
        B=[last],
    )
    assert found.silent_days == 20
    assert leads["B"] == [1, end]


@pytest.mark.parametrize(("silent", "end"), [(7, ""), (8, "given up")])
def test_a_silence_of_a_week_is_nobodys_decision(silent, end):
    _, leads = counted(("B", "2025-12-20", "lead"), B=[AS_OF - silent * DAY])
    assert leads["B"] == [1, end]


def test_leads_that_began_before_contacts_were_on_record_do_not_count():
    found, leads = counted(
        ("A", "2025-01-01", "lead"),
        ("B", "2025-06-01", "lead"),
        ("C", "2025-06-01", "lead"),
        A=["2025-06-02"],
        B=["2025-06-02"],
    )
    assert list(leads) == ["B"]
    assert (found.without, found.before) == (1, 1)


def test_contacts_after_the_last_known_day_change_nothing():
    rows = [("A", "2025-01-01", "lead")]
    now = counted(*rows, A=["2025-01-02"])[1]
    assert counted(*rows, A=["2025-01-02", "2026-01-05"])[1] == now


def leads_of(*counts):
    """Leads by (contacts, end, how many)."""
    rows = [(k, end) for k, end, many in counts for _ in range(many)]
    return pd.DataFrame(rows, columns=["contacts", "end"])


def test_hazard_is_sales_over_those_who_had_the_contact():
    table = persistence.persistence(
        leads_of((1, "sale", 10), (1, "given up", 40), (2, "sale", 20), (2, "", 30)), drawn_from=20
    )
    assert table["at_risk"].tolist() == [100, 50]
    assert table["hazard"].tolist() == [0.1, 0.4]
    assert table["given_up"].tolist() == [40, 0]
    assert table["open"].tolist() == [0, 30]
    assert table["incidence"].tolist() == pytest.approx([0.1, 0.1 + 0.5 * 0.4])


@pytest.mark.parametrize(("at_risk", "told"), [(20, True), (19, False)])
def test_a_chance_is_told_of_twenty_leads(at_risk, told):
    table = persistence.persistence(
        leads_of((1, "sale", 5), (2, "sale", 1), (2, "given up", at_risk - 1)), drawn_from=20
    )
    assert table["hazard"].notna().tolist() == [True, told]


def test_the_best_contact_hears_its_neighbours():
    table = persistence.persistence(
        leads_of(
            (1, "sale", 10), (1, "given up", 100), (2, "sale", 60), (2, "given up", 140),
            (3, "sale", 50), (3, "given up", 100), (4, "sale", 26), (4, "given up", 74),
            (5, "sale", 1), (5, "given up", 60), (6, "sale", 6), (6, "given up", 14),
        ),
        drawn_from=20,
    )  # fmt: skip
    assert persistence.best_contact(table, p_below=0.05) == 3


def test_contacts_that_sell_alike_have_no_best_one():
    table = persistence.persistence(
        leads_of((1, "sale", 40), (1, "given up", 60), (2, "sale", 20), (2, "given up", 80)),
        drawn_from=20,
    )
    assert persistence.best_contact(table, p_below=0.05) is None


@pytest.mark.parametrize(("sold", "best"), [(38, 3), (34, None)])
def test_a_contact_is_best_only_where_it_surely_sells_more_easily_than_the_first(sold, best):
    table = persistence.persistence(
        leads_of(
            (1, "sale", 60), (1, "given up", 300), (2, "sale", sold), (2, "given up", 100),
            (3, "sale", sold // 2), (3, "given up", 50), (4, "given up", 60),
        ),
        drawn_from=20,
    )  # fmt: skip
    other = table["at_risk"] - table["sales"]
    assert scipy.stats.chi2_contingency([table["sales"], other], correction=False).pvalue < 0.05
    assert persistence.best_contact(table, p_below=0.05) == best


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(ENDS)), min_size=1, max_size=60))
def test_nobody_is_counted_twice_and_shares_stay_shares(rows):
    leads = pd.DataFrame(rows, columns=["contacts", "end"])
    table = persistence.persistence(leads, drawn_from=1)
    if not (leads["end"] == "sale").any():
        assert table.empty
        return
    ended = table[["sales", "given_up", "open"]].sum(axis=1)
    left = table["at_risk"] - ended
    assert left.iloc[-1] == 0
    assert left.iloc[:-1].tolist() == table["at_risk"].iloc[1:].tolist()
    assert table["incidence"].is_monotonic_increasing
    assert table["incidence"].between(0, 1 + 1e-12).all()
