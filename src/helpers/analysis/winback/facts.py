"""What is known of each candidate for a call: who answers, what changed, what speaks against it?"""

import pandas as pd

from helpers.analysis.signals.findings import in_words
from helpers.analysis.signals.signals import by_customer
from helpers.analysis.winback import losses
from helpers.language import number, tr
from helpers.periods import year_before

RECENT_MANAGER_MONTHS = 3  # a manager without a sale for so long does not sell any more
BILLED_DAYS = 31  # service is written down up to a month after the purchase


def barred(table: pd.DataFrame, log: pd.DataFrame | None, service: pd.Series | None) -> pd.Series:
    """Reasons known beforehand not to call somebody, by customer (keys of ``ranking.REASONS``).

    Parameters
    ----------
    table
        ``customer``, ``last_purchase``, ``margin``.
    log
        ``customer``, ``date``, ``cause``, ``tried`` and ``returned`` of losses.
    service
        Cost of serving in the 12 months up to the last purchase, by customer.

    Returns
    -------
    Key of ``ranking.WHY`` by customer.
    """
    why: dict[str, str] = {}
    if service is not None:
        cost = table["customer"].map(service).fillna(0.0)
        dear = (table["margin"] > 0) & (cost > table["margin"])
        why |= dict.fromkeys(table.loc[dear, "customer"], "costs more")
    if log is not None and len(log):
        last = log["customer"].map(table.set_index("customer")["last_purchase"])
        still = log[(log["date"] >= last) & ~log["returned"]]
        why |= dict.fromkeys(still.loc[still["tried"], "customer"], "tried")
        closed = still["cause"] == "closed business"
        why |= dict.fromkeys(still.loc[closed, "customer"], "closed")
    return pd.Series(why, dtype="object")


def log_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Log of losses with causes as we call them, the latest last.

    Returns
    -------
    One row per loss: ``customer``, ``date``, ``reason``, ``cause``, ``tried``, ``returned``.
    """
    no = pd.Series(False, index=frame.index)
    action = frame["action"].fillna("").str.strip() != "" if "action" in frame else no
    returned = frame["returned"].fillna(False).astype(bool) if "returned" in frame else no
    cause = frame["cause"] if "cause" in frame else pd.Series(None, index=frame.index, dtype="str")
    log = frame.assign(cause=[losses.cause_of(c) for c in cause], tried=action, returned=returned)
    columns = ["customer", "date", "reason", "cause", "tried", "returned"]
    return log[columns].sort_values(["date", "customer"], kind="stable", ignore_index=True)


def service_cost(costs: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Cost of serving each customer in the 12 months up to its last purchase.

    Returns
    -------
    Money by customer.
    """
    rows = costs.merge(table[["customer", "last_purchase"]], on="customer")
    if "date" in rows:
        billed = rows["last_purchase"] + pd.Timedelta(days=BILLED_DAYS)
        rows = rows[(rows["date"] > year_before(rows["last_purchase"])) & (rows["date"] <= billed)]
    return rows.assign(amount=rows["amount"].astype("float64")).groupby("customer")["amount"].sum()


def unanswered(requests: pd.DataFrame, *, as_of: pd.Timestamp) -> set[str]:
    """Customers one of whose requests of the last year was never answered.

    Returns
    -------
    Codes of customers.
    """
    if "customer" not in requests:
        return set()
    rows = requests[
        requests["answered"].isna() & (requests["received"].dt.normalize() > year_before(as_of))
    ]
    return set(rows["customer"].dropna())


def orphaned(table: pd.DataFrame, *, as_of: pd.Timestamp) -> set[str]:
    """Customers whose manager of the last purchase has sold nothing for months.

    Returns
    -------
    Codes of customers.
    """
    if "manager" not in table:
        return set()
    last = table.groupby("manager")["last_purchase"].max()
    gone = last.index[last < as_of - pd.DateOffset(months=RECENT_MANAGER_MONTHS)]
    return set(table.loc[table["manager"].isin(gone), "customer"])


def with_people(table: pd.DataFrame, cards: pd.DataFrame | None) -> pd.DataFrame:
    """Add ``manager`` (of the card, else of the last sale) and ``decision_maker``.

    Returns
    -------
    The rows with two more columns, empty where nobody is known.
    """
    own = table["manager"] if "manager" in table else pd.Series(None, table.index, dtype="object")
    maker = pd.Series(None, index=table.index, dtype="object")
    if cards is not None:
        card = cards.drop_duplicates("customer").set_index("customer")
        if "manager" in card:
            own = table["customer"].map(card["manager"]).fillna(own)
        if "decision_maker" in card:
            maker = table["customer"].map(card["decision_maker"])
    return table.assign(manager=own, decision_maker=maker)


def what_changed(
    table: pd.DataFrame, signals: pd.DataFrame, reasons: pd.Series, *, as_of: pd.Timestamp
) -> pd.Series:
    """Signals in words; where there is none, what the model says; of who has left, the silence.

    Returns
    -------
    A text for each row.
    """
    people = by_customer(signals) if len(signals) else pd.DataFrame(columns=["customer", "signals"])
    words = {c: in_words(s) for c, s in zip(people["customer"], people["signals"], strict=True)}
    silent = tr("silent for %(days)s days")
    days = [silent % {"days": number((as_of - day).days)} for day in table["last_purchase"]]
    first = {c: str(text).split("; ")[0] for c, text in reasons.items()}
    changes = [
        words.get(customer) or first.get(customer, day)
        for customer, day in zip(table["customer"], days, strict=True)
    ]
    return pd.Series(changes, index=table.index, dtype="str")
