"""What does the chapter say about stages, seams and the places that nobody answers for?"""

import numpy as np
import pandas as pd

from helpers.analysis.journey.inputs import Journey
from helpers.analysis.journey.register import UNKNOWN, without
from helpers.analysis.journey.stages import ADVOCATE, FIRST, LEAVING, LOST, REPEAT
from helpers.given import when_given
from helpers.language import N_, Number, forms, quoted, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import JourneySettings

STAY, GO = (REPEAT, ADVOCATE), (LEAVING, LOST)


@when_given
def flow(found: Journey) -> Finding | None:
    """Say how many who came again and again a year ago are leaving or lost, and who came back."""
    year = _of_year(found)
    stayed, gone = year["from"].isin(STAY), year["from"].isin(GO)
    if not stayed.any():
        return None
    left = stayed & year["to"].isin(GO)
    back = gone & year["to"].isin(STAY)
    return Finding(
        key="journey.flow",
        message=_FLOW,
        numbers={
            "of": Number(int(stayed.sum())),
            "left": Number(int(left.sum())),
            "share": Number(left.sum() / stayed.sum(), "percent"),
            "gone": Number(int(gone.sum())),
            "back": Number(int(back.sum())),
            "returned": Number(back.sum() / max(gone.sum(), 1), "percent"),
        },
        role="change",
        customers=year.loc[left, "who"].tolist(),
        trail=Trail("journey_year", year.groupby(["from", "to"]).ngroups),
    )


_FLOW = N_(
    "Of %(of)s customers who came again and again a year ago %(left)s are leaving or lost "
    "(%(share)s); of %(gone)s who were leaving or lost then %(back)s have come back "
    "(%(returned)s)"
)


def _of_year(found: Journey) -> pd.DataFrame:
    """Customers a year ago and now: ``who``, ``from``, ``to``."""
    by = dict(iter(found.stood.groupby("quarter")))
    then, now = by[found.ends[-5]], by[found.ends[-1]]
    stage = then["who"].map(now.set_index("who")["stage"])
    known = then["stage"].isin([FIRST, *STAY, *GO])
    return pd.DataFrame({"who": then["who"], "from": then["stage"], "to": stage})[known]


def year_of(found: Journey | None) -> pd.DataFrame | None:
    """Customers by their stage a year ago and now.

    Returns
    -------
    ``from``, ``to``, ``customers``; None without a journey.
    """
    if found is None:
        return None
    return _of_year(found).groupby(["from", "to"]).size().rename("customers").reset_index()


@when_given
def after_first(table: pd.DataFrame) -> Finding | None:
    """Say where customers go from the first purchase within a quarter.

    ``table`` is that of :func:`transitions.transitions`. None where the row is not judged.
    """
    rows = table[(table["from"] == FIRST) & table["judged"]].set_index("to")
    if not {REPEAT, LEAVING} <= set(rows.index):
        return None
    again, away = rows.loc[REPEAT], rows.loc[LEAVING]
    return Finding(
        key="journey.second",
        message=_AFTER_FIRST,
        numbers={
            "away": Number(100 * away["rate"]),
            "away_low": Number(100 * away["low"]),
            "away_high": Number(100 * away["high"]),
            "again": Number(100 * again["rate"]),
            "low": Number(100 * again["low"]),
            "high": Number(100 * again["high"]),
        },
        role="lever",
        so_what=tr("The second purchase decides whether there is a relationship at all."),
        decide=tr("What happens in the first quarter after a first purchase, and who does it?"),
        trail=Trail("transitions", len(rows)),
        certainty="estimated",
    )


_AFTER_FIRST = N_(
    "Of 100 customers who have bought once, %(away)s are silent for too long a quarter "
    "later (%(away_low)s to %(away_high)s), and %(again)s have bought again (%(low)s to "
    "%(high)s)"
)


@when_given
def seam(table: pd.DataFrame, asked: pd.DataFrame) -> Finding | None:
    """Name the place where deals fail beyond chance and that costs most.

    ``table`` is that of :func:`seams.listed`, ``asked`` the forms with their branch. None where no
    place fails more often than the others beyond chance.
    """
    rows = table[table["torn"].eq(True)]
    if rows.empty:
        return None
    row = rows.iloc[0]
    priced = bool(np.isfinite(row["at_stake"]))
    owned = row["owner"] != UNKNOWN and row["standard"] != UNKNOWN
    where = quoted(row["touchpoint"]) + (f" · {row['branch']}" if row["branch"] else "")
    return Finding(
        key="journey.seam",
        message=_SEAM[priced, owned],
        numbers=_numbers(row, where) | (_money(row) if priced else {}),
        role="lever",
        customers=_concerned(asked, row),
        money=float(row["at_stake"]) if priced else None,
        measure="gross profit a year" if priced else "",
        so_what=tr("Deals go wrong here more often than elsewhere, and not by chance."),
        decide=tr("Who owns this place, what is its standard, and from which day?"),
        trail=Trail("seams", 1),
        certainty="estimated",
    )


def _numbers(row: pd.Series, where: str) -> dict[str, Number]:
    return {
        "where": Number(where, "text"),
        "failed": Number(row["fail_rate"], "percent"),
        "low": Number(row["fail_low"], "percent"),
        "high": Number(row["fail_high"], "percent"),
    }


def _money(row: pd.Series) -> dict[str, Number]:
    return {
        "money": Number(row["at_stake"], "money"),
        "money_low": Number(row["at_stake_low"], "money"),
        "money_high": Number(row["at_stake_high"], "money"),
    }


_SEAM = {
    (True, False): N_(
        "It tears at %(where)s: %(failed)s of the deals asked about failed (%(low)s to %(high)s), "
        "at stake %(money)s a year (%(money_low)s to %(money_high)s), and the place has no owner "
        "or no standard"
    ),
    (True, True): N_(
        "It tears at %(where)s: %(failed)s of the deals asked about failed (%(low)s to %(high)s), "
        "at stake %(money)s a year (%(money_low)s to %(money_high)s)"
    ),
    (False, False): N_(
        "It tears at %(where)s: %(failed)s of the deals asked about failed (%(low)s to %(high)s), "
        "and the place has no owner or no standard"
    ),
    (False, True): N_(
        "It tears at %(where)s: %(failed)s of the deals asked about failed (%(low)s to %(high)s)"
    ),
}


def _concerned(asked: pd.DataFrame, row: pd.Series) -> list[str] | None:
    """Customers of the failed forms of a place, of the last year."""
    if "customer" not in asked:
        return None
    here = (asked["touchpoint"] == row["touchpoint"]) & (asked["branch"] == row["branch"])
    return sorted(asked.loc[here & asked["failed_last"], "customer"].dropna().unique())


@when_given
def no_seam(table: pd.DataFrame, rules: JourneySettings) -> Finding | None:
    """Say of how many places none fails more often than the others; None where one does."""
    tried = table[table["forms"].astype(float) >= rules.least_forms]
    if table["torn"].eq(True).any() or len(tried) < 2:
        return None
    return Finding(
        key="journey.no_seam",
        message=forms(
            "Of %(n)s place with enough answers none fails more often than the others beyond "
            "chance",
            "Of %(n)s places with enough answers none fails more often than the others beyond "
            "chance",
        ),
        plural="n",
        numbers={"n": Number(len(tried))},
        trail=Trail("seams", len(tried)),
        certainty="estimated",
    )


@when_given
def away(table: pd.DataFrame, *, p_below: float) -> Finding | None:
    """Say where a failed deal and staying away go together; None where no place was compared."""
    told = table[table["judged"]].sort_values(["p_adjusted", "touchpoint"])
    if told.empty:
        return None
    row = told.iloc[0]
    beyond = bool(row["p_adjusted"] < p_below)
    return Finding(
        key="journey.away",
        message=_NOT_BEYOND_CHANCE if not beyond else _BEYOND_CHANCE,
        plural="n" if not beyond else "",
        numbers={
            "n": Number(len(told)),
            "where": Number(str(row["touchpoint"]), "text"),
            "more": Number(row["difference"], "percent"),
            "low": Number(row["low"], "percent"),
            "high": Number(row["high"], "percent"),
        },
        trail=Trail("touchpoint_effects", len(told)),
        certainty="estimated",
    )


_NOT_BEYOND_CHANCE = forms(
    "At none of %(n)s place does a failed deal go together with staying away beyond "
    "chance; nearest to it is “%(where)s”: %(more)s (%(low)s to %(high)s) of customers "
    "alike stay away in addition",
    "At none of %(n)s places does a failed deal go together with staying away beyond "
    "chance; nearest to it is “%(where)s”: %(more)s (%(low)s to %(high)s) of customers "
    "alike stay away in addition",
)
_BEYOND_CHANCE = N_(
    "A failed deal at “%(where)s” goes together with staying away: of customers alike "
    "%(more)s stay away in addition (%(low)s to %(high)s)"
)


@when_given
def nobody(table: pd.DataFrame) -> Finding | None:
    """Say how many places of the register have no owner, and how many no standard."""
    known = table[table["kind"] != UNKNOWN]
    owner, standard = without(table, "owner"), without(table, "standard")
    if known.empty:
        return None
    both = owner.index.intersection(standard.index)
    names = ", ".join(map(quoted, known.loc[both, "touchpoint"][:3]))
    numbers = {
        "n": Number(len(known)),
        "owner": Number(len(owner)),
        "standard": Number(len(standard)),
        "names": Number(names, "text"),
    }
    return Finding(
        key="journey.nobody",
        message=_NEITHER if len(both) else _ONE_OR_OTHER,
        numbers=numbers if len(both) else {k: v for k, v in numbers.items() if k != "names"},
        role="lever" if len(owner) + len(standard) else "base",
        trail=Trail("touchpoint_register", len(known)),
    )


_NEITHER = N_(
    "Of %(n)s places in the register %(owner)s have no owner and %(standard)s no standard; "
    "neither has %(names)s"
)
_ONE_OR_OTHER = N_(
    "Of %(n)s places in the register %(owner)s have no owner and %(standard)s no standard"
)


@when_given
def unasked(table: pd.DataFrame) -> Finding | None:
    """Say at how many places of the register nobody asks; None where it is asked everywhere."""
    known = table[table["kind"] != UNKNOWN]
    silent = int((known["forms"] == 0).sum())
    if not silent:
        return None
    return Finding(
        key="journey.unasked",
        message=forms(
            "At %(silent)s place of %(n)s nobody asks customers: the worst seam may be there",
            "At %(silent)s places of %(n)s nobody asks customers: the worst seam may be there",
        ),
        plural="silent",
        numbers={"silent": Number(silent), "n": Number(len(known))},
        role="doubt",
        trail=Trail("touchpoint_register", len(known)),
    )


@when_given
def wow(table: pd.DataFrame, *, least: int) -> Finding | None:
    """Say where most customers are delighted; None where too few were asked anywhere."""
    told = table[table["asked"] >= least].sort_values(
        ["delighted", "touchpoint"], ascending=[False, True]
    )
    if len(told) < 2:
        return None
    top, last = told.iloc[0], told.iloc[-1]
    return Finding(
        key="journey.wow",
        message=_WOW,
        numbers={
            "top": Number(str(top["touchpoint"]), "text"),
            "most": Number(top["delighted"], "percent"),
            "low": Number(top["low"], "percent"),
            "high": Number(top["high"], "percent"),
            "last": Number(str(last["touchpoint"]), "text"),
            "least": Number(last["delighted"], "percent"),
        },
        trail=Trail("wow", len(told)),
        certainty="estimated",
    )


_WOW = N_(
    "Most are delighted at “%(top)s”: %(most)s (%(low)s to %(high)s); fewest at "
    "“%(last)s”: %(least)s"
)
