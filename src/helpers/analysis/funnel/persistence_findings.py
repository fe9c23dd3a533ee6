"""What does the chapter say about contacts, giving up, and who gives up?"""

import pandas as pd

from helpers.analysis.definitions.claims import Claim
from helpers.analysis.definitions.naming.names_of_staff import Unnamed
from helpers.analysis.funnel import giving_up
from helpers.analysis.funnel.persistence import GIVEN_UP, Contacted, sold_at
from helpers.estimates import Estimate, share
from helpers.given import when_given
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail

CLAIMED = 0.80  # of the sales
MOST = 0.5
FIRST, LAST = 5, 12  # contacts
ABOUT_AS_MUCH = 0.75  # of the sales, from which on "four in five" may be said


@when_given
def best(table: pd.DataFrame, found: Contacted, contact: int | None) -> Finding:
    """Say around which contact leads buy most easily, and how many never got so far.

    Parameters
    ----------
    table
        As :func:`persistence.persistence`.
    contact
        As :func:`persistence.best_contact`.
    """
    told = table.dropna(subset="hazard").set_index("contact")
    if contact is None:
        return _all_alike(told)
    row, leads = told.loc[contact], found.leads
    dropped = leads[leads["end"] == GIVEN_UP]
    so_what = tr("Most leads are dropped before the contacts that sell best.")
    short = float((dropped["contacts"] < contact).mean()) if len(dropped) else 0.0
    return Finding(
        key="persistence.best",
        message=N_(
            "Leads buy most easily around contact %(best)s: %(hazard)s of those who get it "
            "(%(low)s to %(high)s), against %(first)s at the first; %(short)s of the leads given "
            "up never got so far"
        ),
        numbers={
            "best": Number(contact),
            "hazard": Number(row["hazard"], "percent"),
            "low": Number(row["low"], "percent"),
            "high": Number(row["high"], "percent"),
            "first": Number(told["hazard"].iloc[0], "percent"),
            "short": Number(short, "percent"),
        },
        role="lever",
        so_what=so_what if short > MOST else "",
        decide=tr("After which contact may a lead be dropped, and who says so?"),
        trail=Trail("persistence", len(told)),
        certainty="estimated",
    )


def _all_alike(told: pd.DataFrame) -> Finding:
    sales, contacts = int(told["sales"].sum()), int(told["at_risk"].sum())
    rate = share(sales, contacts)
    return Finding(
        key="persistence.best",
        message=N_(
            "No contact sells better than another beyond chance: %(rate)s of contacts end in a "
            "sale (%(low)s to %(high)s), whichever in the row they are"
        ),
        numbers={
            "rate": Number(rate.value, "percent"),
            "low": Number(rate.low, "percent"),
            "high": Number(rate.high, "percent"),
        },
        trail=Trail("persistence", len(told)),
        certainty="estimated",
    )


@when_given
def cost(table: pd.DataFrame, *, contact_cost: float) -> Finding | None:
    """Say between which ends the price of giving up lies; None where nobody was given up."""
    money = table[["money_high", "money_half", "money_quarter"]].sum()
    dropped, would = int(table["leads"].sum()), float(table["would_buy"].sum())
    if not dropped or not money["money_high"] > 0:
        return None
    return Finding(
        key="persistence.given_up",
        message=forms(
            "Giving up %(n)s lead has cost between nothing and %(high)s of first-year gross "
            "profit: %(half)s if the dropped were half as good as the kept, %(quarter)s if a "
            "quarter as good, each further contact at %(cost)s",
            "Giving up %(n)s leads has cost between nothing and %(high)s of first-year gross "
            "profit: %(half)s if the dropped were half as good as the kept, %(quarter)s if a "
            "quarter as good, each further contact at %(cost)s",
        ),
        plural="n",
        numbers={
            "n": Number(dropped),
            "high": Number(money["money_high"], "money"),
            "half": Number(money["money_half"], "money"),
            "quarter": Number(money["money_quarter"], "money"),
            "cost": Number(contact_cost, "money"),
            "would_buy": Number(would),
        },
        role="lever",
        so_what=tr("Nobody knows where between the ends the truth lies: a trial would tell."),
        decide=tr("Which dropped leads do we call on, drawn by lot, to find out?"),
        trail=Trail("given_up", len(table)),
        certainty="bounded",
    )


@when_given
def nobody_dropped(table: pd.DataFrame, *, priced_from: int) -> Finding | None:
    """Say how many leads would have bought at most, had all been kept; None with too few."""
    last = giving_up.priced_to(table, priced_from=priced_from)
    if not last:
        return None
    rows = table.set_index("contact")
    return Finding(
        key="persistence.nobody_dropped",
        message=N_(
            "Up to contact %(last)s %(share)s of the leads bought; had nobody been given up, it "
            "would be between that and %(had)s"
        ),
        numbers={
            "last": Number(last),
            "share": Number(float(rows.loc[last, "incidence"]), "percent"),
            "had": Number(giving_up.had_nobody_given_up(table, priced_from=priced_from), "percent"),
        },
        trail=Trail("persistence", last),
        certainty="bounded",
    )


@when_given
def patient(table: pd.DataFrame, *, p_below: float) -> Finding | None:
    """Say that one manager gives up later or sooner than the others, or that nobody does.

    ``table`` is that of :func:`groups.patience`. None with fewer than two managers to compare.
    """
    if len(table) < 2:
        return None
    found = _apart(table, p_below)
    if found.empty:
        return _nobody(table)
    one = found.iloc[0]
    others = table[table["manager"] != one["manager"]]
    dropped = others["given_up"]
    mean = float((others["contacts_before_giving_up"] * dropped).sum() / max(dropped.sum(), 1))
    later = one["contacts_before_giving_up"] > mean
    theirs = share(others["sales"].sum(), (others["sales"] + others["given_up"]).sum())
    return Finding(
        key="persistence.patient",
        message=N_(
            "One manager gives up later than the others: after %(contacts)s contacts on average, "
            "not %(mean)s; %(rate)s of these leads buy (%(low)s to %(high)s), of the others' "
            "%(theirs)s"
        )
        if later
        else N_(
            "One manager gives up sooner than the others: after %(contacts)s contacts on average, "
            "not %(mean)s; %(rate)s of these leads buy (%(low)s to %(high)s), of the others' "
            "%(theirs)s"
        ),
        numbers={
            "contacts": Number(one["contacts_before_giving_up"], "number", 1),
            "mean": Number(mean, "number", 1),
            "rate": Number(one["rate"], "percent"),
            "low": Number(one["low"], "percent"),
            "high": Number(one["high"], "percent"),
            "theirs": Number(theirs.value, "percent"),
        },
        trail=Trail("persistence_manager", len(table)),
        certainty="estimated",
    )


def _apart(table: pd.DataFrame, p_below: float) -> pd.DataFrame:
    return table[table["p_gives_up"] < p_below].sort_values(["p_gives_up", "manager"])


@when_given
def who(table: pd.DataFrame, *, p_below: float) -> list[Unnamed]:
    """Whom :func:`patient` tells apart without a name."""
    found = _apart(table, p_below)["manager"].iloc[: int(len(table) > 1)]
    return [Unnamed(tr("The manager who gives up otherwise"), str(name)) for name in found]


def _nobody(table: pd.DataFrame) -> Finding:
    return Finding(
        key="persistence.patient",
        message=N_(
            "%(n)s managers give up alike: after %(least)s to %(most)s contacts on average, no "
            "more apart than chance"
        ),
        numbers={
            "n": Number(len(table)),
            "least": Number(table["contacts_before_giving_up"].min(), "number", 1),
            "most": Number(table["contacts_before_giving_up"].max(), "number", 1),
        },
        trail=Trail("persistence_manager", len(table)),
        certainty="estimated",
    )


@when_given
def claimed(table: pd.DataFrame, found: Contacted, *, priced_from: int) -> Finding | None:
    """Say how many sales came at the contacts of the claim; None where the trail is too short."""
    value, low, high, sales = sold_at(found.leads, FIRST, LAST)
    had = giving_up.sold_at_had_nobody(table, FIRST, LAST, priced_from=priced_from)
    if not sales or pd.isna(had):
        return None
    return Finding(
        key="persistence.claim",
        message=N_(
            "At contacts %(first)s to %(last)s came %(share)s of the sales (%(low)s to %(high)s); "
            "had nobody been given up, and were the dropped as good as the kept, %(had)s. A claim "
            "that nobody can source says %(said)s"
        ),
        numbers={
            "first": Number(FIRST),
            "last": Number(LAST),
            "share": Number(value, "percent"),
            "low": Number(low, "percent"),
            "high": Number(high, "percent"),
            "had": Number(had, "percent"),
            "said": Number(CLAIMED, "percent"),
        },
        trail=Trail("persistence", len(table)),
        certainty="estimated",
    )


def claim(found: Contacted | None) -> Claim:
    """Put what is said about contacts to the test; without contacts it cannot be told."""
    words = N_("Four sales in five need the 5th to the 12th contact"), N_("nobody can source it")
    if found is None:
        return Claim(*words, CLAIMED, (ABOUT_AS_MUCH, float("inf")))
    value, low, high, sales = sold_at(found.leads, FIRST, LAST)
    ours = Estimate(value, low, high)
    return Claim(*words, CLAIMED, (ABOUT_AS_MUCH, float("inf")), ours, int(sales))


@when_given
def counted_note(found: Contacted) -> str:
    """Say which leads count, and what given up means here."""
    text = tr(
        "Given up: the log says so, or no contact for more than %(days)s days, longer than nearly "
        "all gaps between contacts of leads that bought. Without a contact on record: %(without)s "
        "leads; begun before contacts were on record: %(before)s. They do not count here."
    )
    return text % {
        "days": Number(found.silent_days),
        "without": Number(found.without),
        "before": Number(found.before),
    }
