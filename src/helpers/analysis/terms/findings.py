"""What does the chapter say about prices, discounts and terms?"""

import math

import pandas as pd

from helpers.analysis.terms import prices
from helpers.analysis.terms.claim import of_profit
from helpers.analysis.terms.inputs import Ranked, Studied
from helpers.analysis.terms.ranks import DECILES, THIRDS
from helpers.estimates import Estimate
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import MONTHS_OF_YEAR

GROSS = "gross profit a year"
# by how many groups there are: terms alike, and the best terms for the wrong ones; the groups
# that are held against each other are those of `ranks.rank_of`
OUTER = {
    DECILES: (
        N_(
            "Terms do not go by what a customer buys, or not beyond chance: for the same goods the "
            "half that buys the least gets %(low)s times the usual discount, the fifth that buys "
            "the most %(high)s times"
        ),
        N_(
            "Who buys the least gets the best terms: for the same goods the half that buys the "
            "least gets %(low)s times the usual discount, the fifth that buys the most %(high)s "
            "times"
        ),
    ),
    THIRDS: (
        N_(
            "Terms do not go by what a customer buys, or not beyond chance: for the same goods the "
            "third that buys the least gets %(low)s times the usual discount, the third that buys "
            "the most %(high)s times"
        ),
        N_(
            "Who buys the least gets the best terms: for the same goods the third that buys the "
            "least gets %(low)s times the usual discount, the third that buys the most %(high)s "
            "times"
        ),
    ),
}


def a_year(found: Studied, money: float) -> float:
    """Money of the months that count, as money a year."""
    return money * MONTHS_OF_YEAR / len(found.window)


def _certainty(found: Studied) -> str:
    return "counted" if found.costed else "assumed"


def growth(found: Studied, *, cut: float) -> Finding | None:
    """Say how much more must be sold for a discount to cost nothing; None without sales."""
    if found.prices.empty or pd.isna(found.prices["margin"].iloc[0]):
        return None
    margin = float(found.prices["margin"].iloc[0])
    needed = prices.growth_needed(margin, cut)
    message = N_(
        "A discount of %(cut)s needs %(needed)s more sold to earn as much as before: of the full "
        "price %(margin)s is left after the goods are paid"
    )
    numbers = {"cut": Number(cut, "percent"), "margin": Number(margin, "percent", 1)}
    if margin <= 0:
        message = N_(
            "Nothing is left of the full price after the goods are paid (%(margin)s of it): every "
            "discount makes the loss larger, whatever more is sold"
        )
    elif math.isinf(needed):
        message = N_(
            "A discount of %(cut)s gives away the whole margin, %(margin)s of the full price: no "
            "growth makes up for it"
        )
    else:
        numbers["needed"] = Number(needed, "percent")
    return Finding(
        key="terms.growth",
        message=message,
        numbers=numbers,
        trail=Trail("discount_prices", 1, "category = all"),
        certainty=_certainty(found),
    )


def rise(found: Studied, *, rise: float) -> Finding | None:
    """Say how much may be lost to a higher price before it earns less; None without a margin."""
    if found.prices.empty or not found.prices["margin"].iloc[0] > 0:
        return None
    lost = -prices.fall_allowed(float(found.prices["margin"].iloc[0]), rise)
    return Finding(
        key="terms.rise",
        message=N_(
            "A price %(rise)s higher earns as much as before even where %(lost)s of the quantity "
            "is lost: what a discount costs, a rise earns"
        ),
        numbers={"rise": Number(rise, "percent"), "lost": Number(lost, "percent")},
        trail=Trail("discount_prices", 1, "category = all"),
        certainty=_certainty(found),
    )


def beyond_margin(found: Studied, *, cut: float) -> Finding | None:
    """Say in which categories a discount takes the whole margin; None where in none."""
    known = found.prices[found.prices["category"] != prices.MANY].dropna(subset="margin")
    ruined = known[known["margin"] <= cut]
    if ruined.empty or not found.costed:
        return None
    rows = found.given.by_category.merge(ruined[["category"]], on="category")
    most = rows.sort_values(["full", "category"], ascending=[False, True])["category"].iloc[0]
    return Finding(
        key="terms.beyond_margin",
        message=forms(
            "In %(n)s category of %(of)s a discount of %(cut)s takes the whole margin and more; it "
            "is “%(most)s”",
            "In %(n)s categories of %(of)s a discount of %(cut)s takes the whole margin and more; "
            "the largest of them is “%(most)s”",
        ),
        plural="n",
        numbers={
            "n": Number(len(ruined)),
            "of": Number(len(known)),
            "cut": Number(cut, "percent"),
            "most": Number(str(most), "text"),
        },
        trail=Trail("discount_prices", len(ruined), "margin <= discount"),
    )


def of_net(found: Studied, *, cut: float) -> Finding | None:
    """Say what a discount on everything takes of the profit; None where cost is not known."""
    taken = of_profit(found, cut)
    if not found.costed or math.isinf(taken):
        return None
    served = pd.notna(found.sums["cost_to_serve"])
    return Finding(
        key="terms.of_profit",
        message=N_(
            "A discount of %(cut)s on everything would take %(taken)s of the profit after serving, "
            "were nothing more sold; of the profit after rent and wages it is more"
        )
        if served
        else N_(
            "A discount of %(cut)s on everything would take %(taken)s of the gross profit, were "
            "nothing more sold; of the profit after all other costs it is more"
        ),
        numbers={"cut": Number(cut, "percent"), "taken": Number(taken, "percent")},
        trail=Trail("discount_prices", 1, "category = all"),
        money=a_year(found, cut * float(found.sums["net_sales"])),
        measure=GROSS,
    )


def given_away(found: Studied) -> Finding | None:
    """Say what was taken off the full price; None without discounts."""
    whole = found.given.by_category[["lines", "full", "given"]].sum()
    if not whole["given"] > 0:
        return None
    gross = float(found.sums["gross_profit"])
    message = N_("Discounts took %(given)s off the full price of the goods, %(depth)s of it")
    numbers = {
        "given": Number(whole["given"], "money"),
        "depth": Number(whole["given"] / whole["full"], "percent", 1),
    }
    if found.costed and gross > 0:
        message = N_(
            "Discounts took %(given)s off the full price of the goods, %(depth)s of it; gross "
            "profit without them would be larger by %(share)s"
        )
        numbers["share"] = Number(whole["given"] / gross, "percent", 1)
    return Finding(
        key="terms.given",
        message=message,
        numbers=numbers,
        trail=Trail("discount_prices", len(found.prices)),
        money=a_year(found, float(whole["given"])),
        measure=GROSS,
    )


def best_terms(found: Studied, terms: Ranked | None) -> Finding | None:
    """Say who gets the best terms, once what they buy is held equal.

    Returns
    -------
    None without discounts.
    """
    if terms is None:
        return None
    low, high = _ends(terms)
    alike, best = OUTER[terms.rank.groups]
    numbers = {
        "low": Number(low, "number", 2),
        "high": Number(high, "number", 2),
    }
    trail = Trail("terms", len(terms.groups))
    if not terms.apart:
        return Finding(
            key="terms.best",
            message=alike,
            numbers=numbers,
            trail=trail,
            certainty="estimated",
        )
    excess = a_year(found, _excess(terms))
    return Finding(
        key="terms.best",
        message=best,
        numbers=numbers,
        trail=trail,
        role="lever",
        customers=int(terms.rank.is_bottom(terms.each["decile"]).sum()),
        money=excess,
        measure=GROSS,
        certainty="estimated",
        so_what=tr("The best price goes to whoever asks for it, not to whoever stays."),
        decide=tr("Who may grant a discount, to whom, and on which ground?"),
    )


def _ends(terms: Ranked) -> tuple[float, float]:
    """Given over usual, of the bottom and of the top."""
    ratios = []
    for inside in (terms.rank.is_bottom, terms.rank.is_top):
        sums = terms.each.loc[inside(terms.each["decile"]), ["given", "expected"]].sum()
        ratios.append(float(sums["given"] / sums["expected"]) if sums["expected"] > 0 else 0.0)
    return ratios[0], ratios[1]


def _excess(terms: Ranked) -> float:
    """Discounts of the bottom beyond those that the top would get for the same goods (money)."""
    sums = terms.each.loc[terms.rank.is_bottom(terms.each["decile"]), ["given", "expected"]].sum()
    return float(sums["given"] - sums["expected"] * _ends(terms)[1])


def inverted(found: Studied, terms: Ranked | None) -> Finding | None:
    """Say how many of the best customers get less than those who buy little; None where nobody."""
    if terms is None or terms.inverted.empty:
        return None
    cost = a_year(found, float(terms.inverted["to_put_right"].sum()))
    tried = int(terms.rank.is_top(terms.each["decile"]).sum())
    return Finding(
        key="terms.inverted",
        message=forms(
            "%(n)s customer of the %(of)s who buy the most gets clearly less off than those who "
            "buy the least; to give it the same would cost %(cost)s a year",
            "%(n)s customers of the %(of)s who buy the most get clearly less off than those who "
            "buy the least; to give them the same would cost %(cost)s a year",
        ),
        plural="n",
        numbers={
            "n": Number(len(terms.inverted)),
            "of": Number(tried),
            "cost": Number(cost, "money"),
        },
        trail=Trail("terms_inversions", len(terms.inverted)),
        role="lever",
        customers=terms.inverted["customer"],
        money=cost,
        measure=GROSS,
        certainty="estimated",
    )


def by_years(table: pd.DataFrame | None) -> Finding | None:
    """Say whether terms grow with the years of the relationship; None without two ages."""
    if table is None or len(table) < 2:
        return None
    young, old = table.iloc[0], table.iloc[-1]
    numbers = {
        "young": Number(float(young["ratio"]), "number", 2),
        "old": Number(float(old["ratio"]), "number", 2),
    }
    message = N_(
        "The years of a relationship change nothing in its terms beyond chance: new customers get "
        "%(young)s times the usual discount for the same goods, the oldest %(old)s times"
    )
    if old["low"] > young["high"]:
        message = N_(
            "Terms grow with the years: new customers get %(young)s times the usual discount for "
            "the same goods, the oldest %(old)s times"
        )
    elif old["high"] < young["low"]:
        message = N_(
            "Loyalty is not rewarded: new customers get %(young)s times the usual discount for the "
            "same goods, the oldest %(old)s times"
        )
    return Finding(
        key="terms.years",
        message=message,
        numbers=numbers,
        trail=Trail("terms_years", len(table)),
        certainty="estimated",
    )


def waiting(table: pd.DataFrame | None) -> Finding | None:
    """Say whether the best customers wait less; None where it cannot be told."""
    if table is None or not table["median_hours"].map(math.isfinite).all():
        return None
    bottom, top = (
        Estimate(*table.loc[table["decile"] == name, ["median_hours", "low", "high"]].iloc[0])
        for name in ("bottom", "top")
    )
    message = N_(
        "The best customers wait as long as everybody for an answer: half of their requests are "
        "answered within %(top)s hours, of those who buy the least within %(bottom)s"
    )
    if top.high < bottom.low:
        message = N_(
            "The best customers are answered first: half of their requests within %(top)s hours, "
            "of those who buy the least within %(bottom)s"
        )
    elif top.low > bottom.high:
        message = N_(
            "The best customers wait longer for an answer: half of their requests are answered "
            "within %(top)s hours, of those who buy the least within %(bottom)s"
        )
    return Finding(
        key="terms.waiting",
        message=message,
        numbers={
            "top": Number(top.value, "number", 1),
            "bottom": Number(bottom.value, "number", 1),
        },
        trail=Trail("terms_waits", len(table)),
        certainty="estimated",
    )
