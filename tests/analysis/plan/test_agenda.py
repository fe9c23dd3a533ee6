"""The plan: findings by money, and a day that adds up."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.plan import agenda as plan

NUMBERS = count()


def finding(chapter, money, role="lever", customers=None):
    key = str(next(NUMBERS))
    told = {"key": key, "text": f"said {key}", "role": role, "customers": customers}
    return told | {"chapter": chapter, "money": money, "certainty": "counted"}


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(["who", "where", "when", "what"]),
        st.none() | st.floats(-1e9, 1e9),
    ),
    max_size=30,
)


@given(FINDINGS)
def test_every_finding_is_in_the_table(findings):
    assert sorted(plan.findings_table(findings)["finding"]) == sorted(f["text"] for f in findings)


def test_what_nobody_can_act_on_stands_last_and_without_a_number():
    table = plan.findings_table([finding("a", 900, "base"), finding("b", 5, customers=["x", "y"])])
    assert table["money"].tolist() == [5, 900]
    assert table["rank"].isna().tolist() == [False, True]
    assert table["customers"].iloc[0] == 2


def test_no_largest_sum_is_named_where_no_money_was_counted():
    assert plan.largest([finding("a", None)]) is None
    assert "1 of 2" in plan.largest([finding("b", 5), finding("a", None)]).text
