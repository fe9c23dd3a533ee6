"""Managers and channels: told apart where they differ, left in peace where they do not."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.funnel import groups
from helpers.analysis.funnel.steps import WHOLE, key


def whole_way(**groups_of):
    """Leads of the whole way by group: how many came, how many of them bought."""
    rows = [
        (name, n < passed) for name, (entered, passed) in groups_of.items() for n in range(entered)
    ]
    table = pd.DataFrame(rows, columns=["channel", "passed"])
    return table.assign(step=key(WHOLE), told=True, mature=True, days=1.0, left=True)


@pytest.mark.parametrize(("leads", "judged"), [(30, True), (29, False)])
def test_a_group_is_judged_from_thirty_old_leads(leads, judged):
    table = groups.judged(whole_way(web=(leads, 3), show=(50, 5)), "channel", least=30)
    assert table.set_index("channel")["judged"].to_dict() == {"web": judged, "show": True}
    assert ("web" in groups.apart(table, "channel")["channel"].tolist()) == judged


def test_one_group_alone_differs_from_nobody():
    table = groups.judged(whole_way(web=(50, 25)), "channel", least=30)
    assert groups.apart(table, "channel")["p"].isna().all()


def test_each_channel_is_held_against_all_others_together():
    table = groups.judged(
        whole_way(web=(100, 40), show=(100, 10), ads=(100, 10)), "channel", least=30
    )
    found = groups.apart(table, "channel").set_index("channel")["p"]
    assert found["web"] < 1e-6
    assert list(found.index) == ["web", "ads", "show"]


def leads_of(**managers):
    rows = [
        (name, k, end)
        for name, ends in managers.items()
        for k, end, many in ends
        for _ in range(many)
    ]
    return pd.DataFrame(rows, columns=["manager", "contacts", "end"])


def test_patience_and_skill_are_two_questions():
    hasty = [(1, "sale", 10), (1, "given up", 60), (2, "sale", 3), (2, "given up", 27)]
    patient = [(1, "sale", 10), (2, "sale", 9), (3, "sale", 8), (3, "given up", 73)]
    table = groups.patience(leads_of(Ann=hasty, Ben=patient), ["Ann", "Ben"], p_below=0.05)
    table = table.set_index("manager")
    assert table.index[0] == "Ben"
    assert (table["p_gives_up"] < 0.001).all()
    assert (table["p_sells"] > 0.05).all()
    assert table["contacts_before_giving_up"].to_dict() == pytest.approx(
        {"Ann": 114 / 87, "Ben": 3}
    )
    assert table.loc["Ann", "rate"] == pytest.approx(0.13)


def test_who_may_not_be_judged_stays_out_of_the_others_as_well():
    leads = leads_of(Ann=[(1, "sale", 5)], Ben=[(1, "given up", 5)], New=[(9, "sale", 99)])
    table = groups.patience(leads, ["Ann", "Ben"], p_below=0.05)
    assert sorted(table["manager"]) == ["Ann", "Ben"]
    assert np.isfinite(table["p_sells"]).all()
