"""What do this client's records give the chapter on contact to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.contact import between, limits, stop, wishes
from helpers.analysis.contact import coin as trial
from helpers.analysis.contact import curve as rising
from helpers.analysis.contact import kinds as apart
from helpers.analysis.contact import panel as months
from helpers.analysis.contact.coin import Coin
from helpers.analysis.contact.curve import Curve
from helpers.analysis.contact.kinds import Kinds
from helpers.analysis.contact.panel import Log, Panel, number_of
from helpers.analysis.definitions.activity import monthly
from helpers.analysis.definitions.durable import of_categories
from helpers.analysis.definitions.margins import margin_of_lines
from helpers.analysis.definitions.purchases import customer_days, is_purchase
from helpers.analysis.definitions.standing import standing
from helpers.periods import last_complete_month
from helpers.settings import ContactSettings

if TYPE_CHECKING:
    from helpers.records import Records

SERVICE = "service"  # purpose of contacts that a request of the customer asked for


def log_of(records: "Records") -> Log | None:
    """Contacts with customers by month; None where the log names no customer.

    Returns
    -------
    Contacts, and the months that they cover.
    """
    if not records.has("contacts.customer"):
        return None
    contacts = records.contacts
    contacts = contacts.filter(contacts.customer.notnull())
    ends = contacts.aggregate(first=contacts.date.min(), last=contacts.date.max()).to_pandas()
    first, last = (pd.Timestamp(ends[name].iloc[0]) for name in ("first", "last"))
    if pd.isna(first):
        return None
    start, end = months.covered(first, last)
    return Log(_by_month(contacts), start, min(end, number_of(last_complete_month(records.as_of))))


def kinds_of(records: "Records", log: Log | None, field: str) -> pd.DataFrame | None:
    """Contacts with customers by what the column ``field`` says of them.

    Returns
    -------
    One row per customer, month and kind with a contact: ``customer``, ``month`` (number),
    ``kind``. None where the column was not brought.
    """
    if log is None or not records.has(f"contacts.{field}"):
        return None
    contacts = records.contacts
    kind = contacts[field].strip().name("kind")
    known = contacts.filter(contacts.customer.notnull() & (contacts[field].strip() != ""))
    month = contacts.date.truncate("M").name("month")
    frame = known.select("customer", month, kind).distinct().to_pandas()
    frame = frame.sort_values(["customer", "month", "kind"], ignore_index=True)
    return frame.assign(month=number_of(pd.to_datetime(frame["month"])))


def kinds(
    records: "Records",
    log: Log | None,
    compared: Panel | None,
    found: Curve | None,
    field: str,
) -> Kinds | None:
    """What purposes (or channels) go together with; None where no curve may be told.

    Parameters
    ----------
    field
        Column of the contacts: ``purpose`` or ``channel``.

    Returns
    -------
    None too where fewer than two of them have enough months.
    """
    made = kinds_of(records, log, field)
    if compared is None or found is None or made is None:
        return None
    rules = records.engagement.settings.contact
    return apart.kinds(compared, made, field=field, rules=rules)


def _by_month(contacts: Table) -> pd.DataFrame:
    month = contacts.date.truncate("M").name("month")
    ours = contacts.count()
    if "purpose" in contacts.columns:
        said = contacts.purpose.lower().strip() == SERVICE
        ours = (~said.fill_null(False)).sum()
    table = contacts.group_by("customer", month).aggregate(contacts=contacts.count(), ours=ours)
    frame = table.order_by("customer", "month").to_pandas()
    return frame.assign(month=number_of(pd.to_datetime(frame["month"])))


def bought(records: "Records") -> pd.DataFrame:
    """Purchases of each customer, month by month: ``customer``, ``month`` (number), ``purchases``.

    Returns
    -------
    One row per customer and month with a purchase.
    """
    by = monthly(records.sales, cut="customer", as_of=records.as_of)
    by = by[by["purchases"] > 0]
    numbers = {"month": number_of(by["month"]), "purchases": by["purchases"]}
    return pd.DataFrame({"customer": by["item"].astype("str"), **numbers}).reset_index(drop=True)


def panel(records: "Records", months_bought: pd.DataFrame, log: Log | None) -> Panel | None:
    """Months of customers that can be compared; None without a log.

    Returns
    -------
    Customers and months.
    """
    if log is None:
        return None
    return months.panel(months_bought, log, last=number_of(last_complete_month(records.as_of)))


def curve(
    records: "Records", log: Log | None, compared: Panel | None, rules: ContactSettings
) -> Curve | None:
    """Curve of purchases by contacts, told or not; None where the records are too few for one."""
    if log is None or compared is None or not limits.enough(log, compared, rules):
        return None
    worth = worth_of_purchase(records, margin=rules.margin)
    return rising.curve(compared, rules, worth=worth)


def worth_of_purchase(records: "Records", *, margin: float) -> float:
    """What a purchase leaves: margin of the goods that are bought again and again.

    Nobody buys a durable good because of a letter; its money would make each letter look dear.

    Returns
    -------
    Money of a mean purchase.
    """
    names = standing(records).measured.durable
    lines = of_categories(records.sales, names, durable=False)
    lines = lines.filter(lines.customer.notnull())
    days = customer_days(lines, margin=margin_of_lines(lines, assumed=margin).sum())
    bought = days.filter(is_purchase(days.net))
    return float(bought.margin.mean().cast("float64").to_pandas() or 0.0)


def answers(records: "Records") -> pd.DataFrame | None:
    """One answer of each customer who was asked; None without the table."""
    if not records.has("relationship"):
        return None
    return wishes.answers(records.frame("relationship"))


def customers(months_bought: pd.DataFrame, log: Log | None) -> pd.DataFrame | None:
    """Contacts and purchases of each customer while the log was kept; None without a log."""
    return None if log is None else between.customers(months_bought, log)


def to_stop(
    log: Log | None, told: pd.DataFrame | None, found: Curve | None, rules: ContactSettings
) -> pd.DataFrame | None:
    """Customers to whom something is sent for nothing; None without a log.

    Parameters
    ----------
    told
        As :func:`answers` gives it.
    found
        The curve where it may be told.
    """
    if log is None:
        return None
    return stop.to_stop(log, _wants(told), None if found is None else found.saturation, rules)


def _wants(told: pd.DataFrame | None) -> pd.Series:
    """Who wants a relationship, by customer; nobody is known to where nobody was asked."""
    return pd.Series(dtype=bool) if told is None else told.set_index("customer")["wants"]


def coin(
    log: Log | None,
    months_bought: pd.DataFrame,
    told: pd.DataFrame | None,
    found: Curve | None,
    rules: ContactSettings,
) -> Coin | None:
    """Trial by lot among those above the saturation; None where none is known.

    Parameters
    ----------
    told, found
        As for :func:`to_stop`.
    """
    if log is None or found is None:
        return None
    return trial.coin(log, months_bought, _wants(told), found.saturation, rules)
