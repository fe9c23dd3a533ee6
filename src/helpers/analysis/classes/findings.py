"""What do the classes say, and who has moved for good?"""

import pandas as pd

from helpers.analysis.classes.migration import ENTERED, GONE
from helpers.given import when_given
from helpers.language import N_, Number, forms, number, tr
from helpers.language.findings import Finding, Trail

CARRIERS = {
    "customer": N_("Class A holds %(n)s of %(of)s customers and %(share)s of a year's net sales"),
    "product": N_("Class A holds %(n)s of %(of)s products and %(share)s of a year's net sales"),
    "category": N_("Class A holds %(n)s of %(of)s categories and %(share)s of a year's net sales"),
    "manager": N_("Class A holds %(n)s of %(of)s managers and %(share)s of a year's net sales"),
    "branch": N_("Class A holds %(n)s of %(of)s branches and %(share)s of a year's net sales"),
}

FEW = {
    "customer": N_("No classes by letters: %(least)s customers are needed, and there are %(n)s"),
    "product": N_("No classes by letters: %(least)s products are needed, and there are %(n)s"),
    "category": N_("No classes by letters: %(least)s categories are needed, and there are %(n)s"),
    "manager": N_("No classes by letters: %(least)s managers are needed, and there are %(n)s"),
    "branch": N_("No classes by letters: %(least)s branches are needed, and there are %(n)s"),
}


FEW_MONTHS = N_(
    "No classes by letters: %(least)s complete months of records are needed, and there are %(n)s"
)


def too_few(items: int, months: int, *, least: int, least_months: int, cut: str) -> str:
    """Say why a cut has no letters: four customers are known by name, a month is no habit."""
    if items >= least:
        return tr(FEW_MONTHS) % {"n": number(months), "least": number(least_months)}
    return tr(FEW[cut]) % {"n": number(items), "least": number(least)}


def at_last(classes: pd.DataFrame) -> pd.DataFrame:
    """Rows of the last month-end, the largest amount first.

    Returns
    -------
    Rows of one month-end.
    """
    last = classes[classes["as_of"] == classes["as_of"].max()]
    return last.sort_values(["amount", "item"], ascending=[False, True], ignore_index=True)


def history(classes: pd.DataFrame) -> pd.DataFrame:
    """Items of each class at each month-end: ``as_of``, ``A``, ``B``, ``C``.

    Returns
    -------
    One row per month-end, items by class.
    """
    counted = classes.groupby(["as_of", "abc"]).size().unstack(fill_value=0)
    return (
        counted.reindex(columns=list("ABC"), fill_value=0).reset_index().rename_axis(columns=None)
    )


def period_note(classes: pd.DataFrame) -> str:
    """Say in which periods regularity is counted.

    Returns
    -------
    A sentence; empty without classes.
    """
    if classes.empty:
        return ""
    if (classes["period"] == "quarter").any():
        return tr(
            "The typical item is active less often than once a month, so regularity is counted "
            "in quarters"
        )
    return tr("Regularity is counted in months")


def carriers(classes: pd.DataFrame, *, cut: str) -> Finding | None:
    """Say how few items of a cut bring most of the money; none when there is no money.

    Returns
    -------
    None where there is nothing to class.
    """
    last = at_last(classes)
    best, whole = last[last["abc"] == "A"], last["amount"].clip(lower=0).sum()
    if not whole > 0:
        return None
    money = float(best["amount"].sum())
    return Finding(
        key=f"classes.carriers_{cut}",
        message=CARRIERS[cut],
        numbers={
            "n": Number(len(best)),
            "of": Number(len(last)),
            "share": Number(money / whole, "percent"),
        },
        trail=Trail(f"abc_xyz_{cut}", len(best), "abc = A"),
        money=money,
    )


def class_a_then_and_now(classes: pd.DataFrame) -> Finding | None:
    """Say how many customers were class A at the first and at the last month-end.

    None where no month is complete.
    """
    if classes.empty:
        return None
    counted = history(classes)
    then, now = counted.iloc[0], counted.iloc[-1]
    return Finding(
        key="classes.a_then_and_now",
        message=N_("Class A held %(then)s customers in %(since)s and holds %(now)s in %(month)s"),
        numbers={
            "then": Number(int(then["A"])),
            "since": Number(then["as_of"], "month"),
            "now": Number(int(now["A"])),
            "month": Number(now["as_of"], "month"),
        },
        role="change",
        trail=Trail("abc_xyz_customer", int(now["A"]), "abc = A"),
    )


def irregular(classes: pd.DataFrame) -> Finding | None:
    """Say how much of the money of class A hangs on single purchases.

    Returns
    -------
    None where nothing qualifies.
    """
    last = at_last(classes)
    best = last[last["abc"] == "A"]
    single = best[best["xyz"] == "Z"]
    if single.empty:
        return None
    money = float(single["amount"].sum())
    return Finding(
        key="classes.irregular",
        message=forms(
            "%(n)s customer of class A buys seldom or by chance (AZ) and brings %(money)s, "
            "%(share)s of its money",
            "%(n)s customers of class A buy seldom or by chance (AZ) and bring %(money)s, "
            "%(share)s of its money",
        ),
        plural="n",
        numbers={
            "money": Number(money, "money"),
            "share": Number(money / best["amount"].sum(), "percent"),
            "n": Number(len(single)),
        },
        trail=Trail("abc_xyz_customer", len(single), "abc = A, xyz = Z"),
        customers=single["item"],
        money=money,
    )


def moved_down(moved: pd.DataFrame) -> Finding | None:
    """Say how many moved down in the last quarter, and how much money went with them.

    Returns
    -------
    None where nobody moved.
    """
    down, up = (moved[moved["direction"] == way] for way in ("down", "up"))
    if down.empty:
        return None
    lost, won = float(-down["change"].sum()), float(up["change"].sum())
    message = forms(
        "In a quarter %(down)s customer moved down for good, %(up)s moved up",
        "In a quarter %(down)s customers moved down for good, %(up)s moved up",
    )
    numbers = {"down": Number(len(down)), "up": Number(len(up))}
    if lost >= 0.5:  # who buys less regularly may bring as much as before
        message = forms(
            "In a quarter %(down)s customer moved down for good and brings %(lost)s a year less; "
            "%(up)s moved up and bring %(won)s more: %(net)s on the whole",
            "In a quarter %(down)s customers moved down for good and bring %(lost)s a year less; "
            "%(up)s moved up and bring %(won)s more: %(net)s on the whole",
        )
        numbers |= {"lost": Number(lost, "money"), "won": Number(won, "money")}
        numbers["net"] = Number(won - lost, "signed money")
    return Finding(
        key="classes.moved_down",
        message=message,
        numbers=numbers,
        plural="down",
        role="change",
        so_what=tr("They still buy: what has changed can still be found out."),
        decide=tr("Who finds out why they moved down, and by when?"),
        trail=Trail("moves", len(down), "direction = down"),
        customers=down["item"],
        money=max(lost, 0.0),
        measure="net sales a year",
    )


def came_and_went(pairs: pd.DataFrame) -> Finding | None:
    """Say how many customers the last quarter took out of the year's list, and brought in."""
    gone, entered = pairs[pairs["to"] == GONE], pairs[pairs["from"] == ENTERED]
    if gone.empty and entered.empty:
        return None
    lost, won = float(gone["amount_before"].sum()), float(entered["amount"].sum())
    return Finding(
        key="classes.gone",
        message=N_(
            "In a quarter %(gone)s customers left the list after a year without a purchase; "
            "%(entered)s came onto it"
        )
        if lost <= 0
        else N_(
            "In a quarter %(lost)s a year left the list with %(gone)s customers who bought nothing "
            "for a year; %(won)s came with %(entered)s who are new on it: %(net)s on the whole"
        ),
        numbers={
            "gone": Number(len(gone)),
            "lost": Number(lost, "money"),
            "entered": Number(len(entered)),
            "won": Number(won, "money"),
            "net": Number(won - lost, "signed money"),
        },
        role="change",
        so_what=tr("What comes in must first replace what has gone."),
        decide=tr("Do we spend next on keeping or on winning, and how much?"),
        trail=Trail(
            "migration",
            _cells(gone) + _cells(entered),
            f"span = quarter, to = {GONE} or from = {ENTERED}",
        ),
        customers=gone["item"],
        money=max(lost, 0.0),
        measure="net sales a year",
    )


def flicker(pairs: pd.DataFrame) -> Finding | None:
    """Say how many changes of class are only a border crossed back and forth."""
    here = pairs[(pairs["from"] != ENTERED) & (pairs["to"] != GONE)]
    changed = here[here["from"] != here["to"]]
    moved = changed[changed["settled_from"] != changed["settled_to"]]
    if changed.empty:
        return None
    return Finding(
        key="classes.flicker",
        message=forms(
            "%(changed)s customer is in another class than a quarter ago; of these only tipped "
            "over a border, without a move for good: %(noise)s",
            "%(changed)s customers are in another class than a quarter ago; %(noise)s of them only "
            "tipped over a border, without a move for good",
        ),
        plural="changed",
        numbers={
            "changed": Number(len(changed)),
            "noise": Number(len(changed) - len(moved)),
        },
        role="doubt",
        trail=Trail("migration", _cells(changed), "span = quarter, from and to differ"),
    )


def _cells(pairs: pd.DataFrame) -> int:
    """Rows of the table of migration that hold these customers."""
    return len(pairs[["from", "to"]].drop_duplicates())


def poor_giants(by_measure: pd.DataFrame) -> pd.DataFrame | None:
    """Items that are A by net sales and C by gross profit, the largest sales first.

    None where no costs were brought.
    """
    if "abc_gross_profit" not in by_measure:
        return None
    last = by_measure[by_measure["as_of"] == by_measure["as_of"].max()]
    poor = last[(last["abc_amount"] == "A") & (last["abc_gross_profit"] == "C")]
    return poor.sort_values(["amount", "item"], ascending=[False, True], ignore_index=True)


@when_given
def unprofitable(poor: pd.DataFrame) -> Finding | None:
    """Say how much of the large sales earns next to nothing.

    Returns
    -------
    None where there are none.
    """
    if poor.empty:
        return None
    profit = float(poor["gross_profit"].sum())
    return Finding(
        key="classes.unprofitable",
        message=forms(
            "%(n)s customer is A by net sales and C by gross profit: buys for %(money)s a year "
            "and leaves %(profit)s of gross profit",
            "%(n)s customers are A by net sales and C by gross profit: they buy for %(money)s a "
            "year and leave %(profit)s of gross profit",
        ),
        plural="n",
        numbers={
            "n": Number(len(poor)),
            "money": Number(float(poor["amount"].sum()), "money"),
            "profit": Number(profit, "money"),
        },
        role="lever",
        so_what=tr("Large orders that leave nothing bind stock, money and people."),
        decide=tr("Whose terms do we raise, to which price, and who says so?"),
        trail=Trail("abc_measures_customer", len(poor), "abc_amount = A, abc_gross_profit = C"),
        customers=poor["item"],
        money=abs(profit),
        measure="gross profit a year",
    )
