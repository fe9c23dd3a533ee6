"""Three myths, what customers with more contacts buy, and contacts of one kind or another."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.contact import between, findings, kinds, myths, tables, wishes
from helpers.analysis.contact.curve import Curve
from helpers.analysis.contact.panel import panel
from helpers.analysis.definitions import claims
from helpers.settings import ContactSettings
from tests.analysis.contact.test_wishes import asked
from tests.analysis.contact.worlds import world

RULES = ContactSettings()
NO_CURVE = myths.further(None)


def curve(steps, saturation):
    table = pd.DataFrame({"customer_months": [900, 90]})
    return Curve(table, pd.DataFrame(steps, columns=["value", "low", "high"]), 0.0, saturation)


def test_without_answers_and_curve_no_myth_can_be_told():
    assert {one.verdict for one in myths.claims(None, None)} == {"cannot be told"}
    assert np.isnan(NO_CURVE.value)


@pytest.mark.parametrize(
    ("yes", "verdict"), [(90, "holds"), (50, "cannot be told"), (20, "does not hold")]
)
def test_most_customers_want_a_relationship_or_not(yes, verdict):
    table = wishes.counted(asked(yes, 100 - yes), RULES)
    first = myths.claims(table, None)[0]
    assert (first.verdict, first.n) == (verdict, 100)


def test_a_further_contact_is_held_against_the_first():
    found = curve([(0.4, 0.3, 0.5), (0.1, 0.0, 0.2), (0.02, -0.1, 0.1)], 2)
    assert tuple(myths.further(found)) == pytest.approx((0.05, -0.25, 0.25))
    assert myths.claims(None, found)[2].verdict == "does not hold"
    rising = curve([(0.4, 0.3, 0.5), (0.4, 0.25, 0.5)], None)
    assert myths.claims(None, rising)[2].verdict == "holds"
    assert np.isnan(myths.further(curve([(0.1, -0.1, 0.3), (0.1, 0.0, 0.2)], None)).value)


def test_claims_are_counted_by_verdict():
    table = claims.table(myths.claims(wishes.counted(asked(90, 10), RULES), None), chapter="09")
    said = findings.gathered(table).text
    assert said.startswith("3 claims that are often made")
    assert said.endswith("1 hold, 0 do not, of 2 it cannot be told")
    assert findings.gathered(table.head(0)) is None


def both(contacts, purchases):
    return pd.DataFrame(
        {"customer": range(len(contacts)), "contacts": contacts, "purchases": purchases}
    )


def test_customers_with_more_contacts_buy_more_and_that_is_said_with_care():
    table = both(range(40), range(40))
    rank = between.rank_correlation(table)
    assert rank.value == pytest.approx(1)
    assert findings.between(table, rank).text.startswith(
        "Customers who hear from us more often buy"
    )
    falls = both(range(40), range(40, 0, -1))
    said = findings.between(falls, between.rank_correlation(falls)).text
    assert said.startswith("Customers who hear from us more often do not buy more often")


@pytest.mark.parametrize(("customers", "told"), [(9, False), (10, True)])
def test_ten_customers_have_a_rank_correlation(customers, told):
    table = both(range(customers), range(customers))
    assert (between.rank_correlation(table) is not None) == told


def test_where_all_get_the_same_there_is_no_rank():
    assert between.rank_correlation(both([3] * 40, range(40))) is None


def of_kinds(seed, *, words, rules=RULES):
    """Kinds of contacts that were dealt out by chance."""
    bought, log = world(seed)
    chance = np.random.default_rng(seed)
    made = log.rows[["customer", "month"]].assign(kind=chance.choice(words, len(log.rows)))
    return kinds.kinds(panel(bought, log, last=35), made, field="channel", rules=rules)


def test_kinds_that_are_alike_are_not_told_apart():
    found = of_kinds(1, words=["phone", "letter"])
    assert (found.table["low"] > 1).all()
    assert "do not differ beyond chance" in findings.apart(found, p_below=0.05).text


def test_a_kind_needs_its_months():
    most = of_kinds(1, words=["phone", "letter"]).table["customer_months"].min()
    enough, more = (RULES.model_copy(update={"kind_months": int(most) + k}) for k in (0, 1))
    assert of_kinds(1, words=["phone", "letter"], rules=enough) is not None
    assert of_kinds(1, words=["phone", "letter"], rules=more) is None
    assert of_kinds(1, words=["phone"]) is None


@pytest.mark.parametrize(("chance", "said"), [(0.049, "as without them"), (0.05, "beyond chance")])
def test_kinds_are_told_apart_below_the_set_chance(chance, said):
    found = of_kinds(1, words=["phone", "letter"])._replace(chance=chance)
    assert said in findings.apart(found, p_below=0.05).text


@pytest.mark.parametrize("contacts", [True, False])
def test_what_this_chapter_cannot_print_is_left_to_the_last_one(contacts, monkeypatch):
    parts = [
        claims.table([claims.Claim(f"Said in {chapter}", "all", 0.8, (0.8, 1.0))], chapter=chapter)
        for chapter in ("01", "10", "12")
    ]
    others = pd.concat(parts, ignore_index=True)
    monkeypatch.setattr(myths, "told", lambda client, before: others)
    records = SimpleNamespace(has=lambda _: contacts, engagement=SimpleNamespace(client="a"))
    left = myths.untold(records, before="14")
    printed = ["10", "12"] if contacts else ["01", "10", "12"]
    assert tables.claims_told(left)["chapter"].tolist() == printed
    monkeypatch.setattr(myths, "told", lambda client, before: others.head(0))
    assert myths.untold(records, before="14") is None
