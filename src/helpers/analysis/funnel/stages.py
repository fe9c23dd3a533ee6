"""How far has each lead come, and on which day?

A log of stages is kept by people: stages are jumped, entered twice, or written in other words. A
lead that stands at a stage has come to all stages before it, at the latest on that day; one that
goes back keeps the first day.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.language import N_

STAGES = (N_("lead"), N_("suspect"), N_("prospect"), N_("customer"))
SOLD = STAGES[-1]
CLIENT = N_("client")  # bought again, or has recommended the company
LOST = N_("lost")
# how logs call them, besides our own words; letters small, blanks single
WORDS = {
    "lead": ("new", "new lead", "inquiry", "enquiry", "лид", "новый", "новый лид", "заявка",
             "неразобранное", "обращение"),
    "suspect": ("contacted", "first contact", "саспект", "первичный контакт", "контакт",
                "потенциальный клиент"),
    "prospect": ("qualified", "proposal", "offer", "negotiation", "проспект", "переговоры",
                 "предложение", "квалифицирован", "принимают решение", "согласование договора"),
    "customer": ("won", "closed won", "sale", "sold", "покупатель", "продажа", "первая покупка",
                 "успешно реализовано", "сделка"),
    "client": ("repeat customer", "repeat purchase", "клиент", "постоянный клиент",
               "повторная покупка"),
    "lost": ("closed lost", "given up", "rejected", "отказ", "потерян", "потеря",
             "закрыто и не реализовано", "не реализовано"),
}  # fmt: skip


class Ways(NamedTuple):
    """Leads, and how far each has come.

    ``leads`` has one row per lead: ``lead``, ``cohort`` (month of its first stage), ``begun``,
    ``sold``, ``lost`` (days, missing where it has not come), ``channel``, ``manager``,
    ``customer``. ``reached`` has, with the same rows, the day on which the lead had come to each
    stage; ``recorded`` says whether the log has that day. ``unknown`` are words of the log that
    are no stage, with their rows.
    """

    leads: pd.DataFrame
    reached: pd.DataFrame
    recorded: pd.DataFrame
    unknown: pd.Series
    as_of: pd.Timestamp

    @property
    def jumped(self) -> int:
        """Leads that have come past a stage that the log does not have of them."""
        return int((self.reached.notna() & ~self.recorded).any(axis=1).sum())


def ways(log: pd.DataFrame, *, as_of: pd.Timestamp) -> Ways:
    """Way of each lead up to its first purchase.

    Parameters
    ----------
    log
        One row per stage that began: ``lead``, ``date``, ``stage``, and as far as brought
        ``customer``, ``channel``, ``manager``.
    as_of
        Last known day; later rows do not count.

    Returns
    -------
    Leads without a known stage are left out.
    """
    log = log.assign(date=pd.to_datetime(log["date"]), word=_plain(log["stage"]))
    log = log[log["date"] <= as_of].sort_values(["lead", "date"], kind="stable")
    meant = {word: stage for stage, words in WORDS.items() for word in (stage, *words)}
    log = log.assign(stage=log["word"].map(meant))
    unknown = log.loc[log["stage"].isna(), "word"].value_counts()
    log = log.dropna(subset="stage")
    first = log.groupby(["lead", "stage"], sort=True)["date"].min().unstack()
    first = first.reindex(columns=[*STAGES, CLIENT, LOST]).astype("datetime64[s]")
    reached, recorded = _reached(first)
    kept = reached[STAGES[0]].notna()
    leads = _leads(log, first, reached)[kept.to_numpy()].reset_index(drop=True)
    return Ways(leads, reached[kept], recorded[kept], unknown, as_of)


def _plain(words: pd.Series) -> pd.Series:
    return words.fillna("").astype("str").str.split().str.join(" ").str.casefold()


def _reached(first: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Day by which each lead had come to each stage, and whether the log itself has that day."""
    # who buys again has bought, though nobody may have written down when
    later = first[CLIENT].to_numpy()
    days = {}
    for stage in reversed(STAGES):
        later = np.fmin(first[stage].to_numpy(), later)
        days[stage] = later
    reached = pd.DataFrame(days, index=first.index)[[*STAGES]]
    return reached, first[[*STAGES]].eq(reached) & reached.notna()


def _leads(log: pd.DataFrame, first: pd.DataFrame, reached: pd.DataFrame) -> pd.DataFrame:
    begun, sold = reached.iloc[:, 0], reached.iloc[:, -1]
    leads = pd.DataFrame(
        {
            "lead": reached.index,
            "cohort": begun.dt.to_period("M").dt.to_timestamp().to_numpy(),
            "begun": begun.to_numpy(),
            "sold": sold.to_numpy(),
            "lost": first[LOST].to_numpy(),
            "again": first[CLIENT].to_numpy(),
        }
    )
    before = log[log["stage"] != CLIENT]
    for name, rows, last in (("channel", log, False), ("manager", before, True),
                             ("customer", log, False)):  # fmt: skip
        leads[name] = leads["lead"].map(_of_lead(rows, name, last=last))
    return leads


def _of_lead(log: pd.DataFrame, name: str, *, last: bool) -> pd.Series:
    """Word of each lead: the first that the log has, or the last."""
    if name not in log:
        return pd.Series(dtype="object")
    rows = log.dropna(subset=name)
    rows = rows[rows[name].astype("str").str.strip() != ""]
    keep = "last" if last else "first"
    return rows.drop_duplicates("lead", keep=keep).set_index("lead")[name]
