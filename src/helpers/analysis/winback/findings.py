"""What do we say about the list of calls, and what does the caller see?"""

from typing import Any

import pandas as pd

from helpers.analysis.signals.findings import in_words
from helpers.analysis.signals.signals import by_customer
from helpers.analysis.winback import losses, scenarios
from helpers.language import N_, Number, forms, money, number, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import WinBackSettings

RECENT_MANAGER_MONTHS = 3  # a manager without a sale for so long does not sell any more
UNANSWERED_MONTHS = 12


def barred(table: pd.DataFrame, log: pd.DataFrame | None, service: pd.Series | None) -> pd.Series:
    """Reasons known beforehand not to call somebody, by customer (keys of ``winback.WHY``).

    Parameters
    ----------
    table
        ``customer``, ``last_purchase``, ``margin``.
    log
        ``customer``, ``date``, ``cause``, ``tried`` and ``returned`` of losses.
    service
        Cost of serving in the 12 months up to the last purchase, by customer.
    """
    found: dict[str, str] = {}
    if service is not None:
        cost = table["customer"].map(service).fillna(0.0)
        dear = (table["margin"] > 0) & (cost > table["margin"])
        found |= dict.fromkeys(table.loc[dear, "customer"], "costs more")
    if log is not None and len(log):
        last = log["customer"].map(table.set_index("customer")["last_purchase"])
        still = log[(log["date"] >= last) & ~log["returned"]]
        found |= dict.fromkeys(still.loc[still["tried"], "customer"], "tried")
        closed = still["cause"] == "closed business"
        found |= dict.fromkeys(still.loc[closed, "customer"], "closed")
    return pd.Series(found, dtype="object")


def log_of(frame: pd.DataFrame) -> pd.DataFrame:
    """Log of losses with causes as we call them, the latest last."""
    yes = pd.Series(False, index=frame.index)
    action = frame["action"].fillna("").str.strip() != "" if "action" in frame else yes
    returned = frame["returned"].fillna(False).astype(bool) if "returned" in frame else yes
    cause = frame["cause"] if "cause" in frame else pd.Series(None, index=frame.index, dtype="str")
    told = frame.assign(cause=[losses.cause_of(c) for c in cause], tried=action, returned=returned)
    columns = ["customer", "date", "reason", "cause", "tried", "returned"]
    return told[columns].sort_values(["date", "customer"], kind="stable", ignore_index=True)


def service_cost(costs: pd.DataFrame, table: pd.DataFrame) -> pd.Series:
    """Cost of serving each customer in the 12 months up to its last purchase."""
    rows = costs.merge(table[["customer", "last_purchase"]], on="customer")
    if "date" in rows:
        rows = rows[(rows["last_purchase"] - rows["date"]).dt.days.between(-31, 364)]
    return rows.assign(amount=rows["amount"].astype("float64")).groupby("customer")["amount"].sum()


def unanswered(requests: pd.DataFrame, *, as_of: pd.Timestamp) -> set[str]:
    """Customers one of whose requests of the last year was never answered."""
    if "customer" not in requests:
        return set()
    since = as_of - pd.DateOffset(months=UNANSWERED_MONTHS)
    rows = requests[requests["answered"].isna() & (requests["received"] >= since)]
    return set(rows["customer"].dropna())


def orphaned(table: pd.DataFrame, *, as_of: pd.Timestamp) -> set[str]:
    """Customers whose manager of the last purchase has sold nothing for months."""
    if "manager" not in table:
        return set()
    last = table.groupby("manager")["last_purchase"].max()
    gone = last.index[last < as_of - pd.DateOffset(months=RECENT_MANAGER_MONTHS)]
    return set(table.loc[table["manager"].isin(gone), "customer"])


def with_people(table: pd.DataFrame, cards: pd.DataFrame | None) -> pd.DataFrame:
    """Add ``manager`` (of the card, else of the last sale) and ``decision_maker``."""
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
    """Signals in words; where there is none, what the model says; else the silence."""
    people = by_customer(signals) if len(signals) else pd.DataFrame(columns=["customer", "signals"])
    words = {c: in_words(s) for c, s in zip(people["customer"], people["signals"], strict=True)}
    silent = tr("silent for %(days)s days")
    days = [silent % {"days": number((as_of - day).days)} for day in table["last_purchase"]]
    said = {c: str(text).split("; ")[0] for c, text in reasons.items()}
    told = [
        words.get(customer) or said.get(customer) or day
        for customer, day in zip(table["customer"], days, strict=True)
    ]
    return pd.Series(told, index=table.index, dtype="str")


def to_call(table: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Contacts in their order, with ``name``, ``state``, ``cause`` and ``scenario`` in words."""
    rows = table[table["contact"]].reset_index(drop=True)
    return rows.assign(
        name=rows["customer"].map(names).fillna(rows["customer"]),
        scenario=[scenarios.role(cause) for cause in rows["cause"]],
        cause=[scenarios.name_of(cause) for cause in rows["cause"]],
        state=[_state(p) for p in rows["probability_leaves"]],
    )


def _state(p: float) -> str:
    if pd.isna(p):
        return tr("has left")
    return tr("may leave, %(chance)s") % {"chance": Number(p, "percent")}


def control(table: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Customers left alone so that the effect of the calls can be measured."""
    rows = table[table["reason"] == "control"].reset_index(drop=True)
    return rows.assign(name=rows["customer"].map(names).fillna(rows["customer"]))


def first_names(table: pd.DataFrame, first: int) -> list[list[str]]:
    """Names of the first rows, as the lines of a worksheet."""
    return [[name] for name in table["name"].head(first)]


def decides(records: Any) -> bool:
    """Whether somebody else than the customer decides, and the card says who."""
    companies = records.engagement.customers_are == "companies"
    return companies and records.has("customers.decision_maker")


def worth(table: pd.DataFrame) -> Finding | None:
    """Say whom to contact first and what that may bring; None when nobody is worth it."""
    called = table[table["contact"]]
    if called.empty:
        return None
    gain = float(called["expected_gain"].sum())
    return Finding(
        key="winback.gain",
        message=forms(
            "%(n)s call is worth making first: it may bring %(gain)s of margin after all "
            "costs, of %(stake)s a year at stake",
            "%(n)s calls are worth making first: together they may bring %(gain)s of margin "
            "after all costs, of %(stake)s a year at stake",
        ),
        numbers={
            "n": Number(len(called)),
            "gain": Number(gain, "money"),
            "stake": Number(float(called["at_stake"].sum()), "money"),
        },
        trail=Trail("winback", len(called), "contact = yes"),
        money=gain,
        certainty="assumed",
        plural="n",
    )


def beyond(table: pd.DataFrame) -> Finding | None:
    """Say what the team cannot do in a month; None when there is room for all."""
    rows = table[table["reason"] == "capacity"]
    if rows.empty:
        return None
    gain = float(rows["expected_gain"].sum())
    return Finding(
        key="winback.capacity",
        message=N_(
            "Worth a call, but beyond what the team can do in a month: customers %(n)s, with "
            "%(gain)s to be gained"
        ),
        numbers={"n": Number(len(rows)), "gain": Number(gain, "money")},
        trail=Trail("winback", len(rows)),
        money=gain,
        certainty="assumed",
    )


def let_go(reasons: pd.DataFrame) -> Finding | None:
    """Say how many nobody should chase; None when there is nobody."""
    if reasons.empty:
        return None
    top = reasons.sort_values(["customers", "reason"], ascending=[False, True]).iloc[0]
    return Finding(
        key="winback.let_go",
        message=N_(
            "Not everyone is to be brought back: customers to let go: %(n)s; the most frequent "
            "reason (%(top)s): %(why)s"
        ),
        numbers={
            "n": Number(int(reasons["customers"].sum())),
            "top": Number(int(top["customers"])),
            "why": Number(top["why"], "text"),
        },
        trail=Trail("winback", int(reasons["customers"].sum())),
        certainty="assumed",
    )


def depends(table: pd.DataFrame) -> Finding | None:
    """Say how far the list hangs on the chance that nobody has measured yet."""
    if len(table) < 2 or not table["contacts"].any():
        return None
    low, high = table.iloc[0], table.iloc[-1]
    return Finding(
        key="winback.depends",
        message=N_(
            "If a call keeps %(low)s of those who would leave, the list may bring %(low_gain)s; "
            "if it keeps %(high)s, %(high_gain)s. Nobody has measured it here yet"
        ),
        numbers={
            "low": Number(float(low["chance"]), "percent"),
            "low_gain": Number(float(low["expected_gain"]), "money"),
            "high": Number(float(high["chance"]), "percent"),
            "high_gain": Number(float(high["expected_gain"]), "money"),
        },
        trail=Trail("winback_sensitivity", len(table)),
        certainty="assumed",
    )


def assumed_note(rules: WinBackSettings, *, from_log: bool) -> str:
    """Say which numbers are assumptions of the settings."""
    told = {
        "g": Number(rules.stays_if_contacted, "percent"),
        "d": Number(rules.offer_cost_share, "percent"),
        "taken": Number(rules.takes_anyway, "percent"),
        "f": money(rules.contact_cost),
        "back": Number(rules.returns_if_contacted, "percent"),
    }
    text = tr(
        "Assumed until measured: a contacted leaver stays in %(g)s of cases; an offer costs "
        "%(d)s of the yearly margin; %(taken)s of the loyal take it as well; a contact costs %(f)s."
    )
    if not from_log:
        text += " " + tr(
            "The chance that a lapsed customer returns is assumed as well: %(back)s. A log of "
            "losses would tell it."
        )
    return text % told
