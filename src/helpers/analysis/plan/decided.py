"""What did earlier sessions decide, what of it is done, and what has moved since?"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.analysis.plan import measures
from helpers.analysis.plan.pdca import HARMS, UNSEEN, WORKS
from helpers.language import N_, Number, date_short, forms, tr
from helpers.language.cells import Column
from helpers.language.columns import column
from helpers.language.findings import Finding, Trail

if TYPE_CHECKING:
    from helpers.records.engagement.sessions.memory import Session

DONE, NOT_DONE, AHEAD = N_("done"), N_("not done"), N_("not due yet")
UNTOLD = N_("nobody has said")
NOT_COUNTED = N_("not a number that the workbook counts")
TOO_EARLY = N_("too early to tell")
COLUMNS = ["session", "decision", "by_whom", "done_words", "moved_words"]


def decided(sessions: list["Session"], *, today: pd.Timestamp) -> pd.DataFrame:
    """All decisions of all sessions, the last session first.

    What is not done is only called so once its day has passed, or where it never had one.

    Returns
    -------
    One row per decision: ``session``, ``due`` (days), ``decision``, ``owner``, ``measure`` (texts),
    ``standing`` (a word: done, not done, not due yet, nobody has said).
    """
    parts = [s.decisions for s in reversed(sessions) if len(s.decisions)]
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    ahead = (rows["due"] >= today).to_numpy()
    standing = np.select(
        [rows["done"].fillna(False), ahead, (~rows["done"]).fillna(False)],
        [DONE, AHEAD, NOT_DONE], UNTOLD,
    )  # fmt: skip
    return rows.assign(standing=standing)


def with_moves(rows: pd.DataFrame, moved: pd.DataFrame | None) -> pd.DataFrame | None:
    """Decisions in words, each with how far its own measure has moved.

    Parameters
    ----------
    moved
        As :func:`measures.moved` gives it; None where it is too early.

    Returns
    -------
    The columns of ``COLUMNS``, the session only where there are several; None where nothing was
    decided.
    """
    if rows.empty:
        return None
    by_key = {} if moved is None else dict(zip(moved["measure"], _moves(moved), strict=True))
    keys = [measures.known(text) for text in rows["measure"]]
    said = [
        tr(NOT_COUNTED) if text and not key else by_key.get(key, tr(TOO_EARLY) if key else "")
        for key, text in zip(keys, rows["measure"], strict=True)
    ]
    both = zip(rows["measure"], said, strict=True)
    told = rows.assign(
        by_whom=[_by_whom(row.owner, row.due) for row in rows.itertuples()],
        done_words=[tr(word) for word in rows["standing"]],
        moved_words=[": ".join(filter(None, pair)) for pair in both],
    )[COLUMNS]
    return told if told["session"].nunique() > 1 else told.drop(columns="session")


def _by_whom(owner: str, due: pd.Timestamp) -> str:
    return ", ".join(filter(None, [owner, "" if pd.isna(due) else date_short(due)]))


def columns(told: pd.DataFrame | None) -> list[str | Column]:
    """Columns of :func:`with_moves`: few, so that a decision has room."""
    when = ["session"] if told is not None and "session" in told else []
    return [
        *when, "decision", column("by_whom", tr("Owner, and by when"), "text"), "done_words",
        column("moved_words", tr("How we know, and what moved"), "text"),
    ]  # fmt: skip


def _moves(moved: pd.DataFrame) -> list[str]:
    told = []
    for row in moved.itertuples():
        numbers = {n: Number(getattr(row, n), "percent") for n in ("change", "low", "high")}
        form = tr("%(verdict)s, %(change)s (%(low)s to %(high)s)")
        told.append(form % {"verdict": tr(row.verdict), **{n: str(x) for n, x in numbers.items()}})
    return told


def of_decisions(rows: pd.DataFrame) -> Finding | None:
    """Say how much of what was decided is done.

    Returns
    -------
    None where nothing was decided.
    """
    if rows.empty:
        return None
    last = rows[rows["session"] == rows["session"].max()]
    counts = last["standing"].value_counts()
    return Finding(
        key="plan.decided",
        message=_OF_DECISIONS,
        plural="n",
        numbers={
            "day": Number(date_short(last["session"].iloc[0]), "text"),
            "n": Number(len(last)),
            "done": Number(int(counts.get(DONE, 0))),
            "not_done": Number(int(counts.get(NOT_DONE, 0))),
            "ahead": Number(int(counts.get(AHEAD, 0))),
            "untold": Number(int(counts.get(UNTOLD, 0))),
        },
        role="change",
        trail=Trail("decisions", len(last)),
    )


_OF_DECISIONS = forms(
    "The session of %(day)s took %(n)s decision: %(done)s done, %(not_done)s not done, %(ahead)s "
    "not due yet; of %(untold)s nobody has said",
    "The session of %(day)s took %(n)s decisions: %(done)s done, %(not_done)s not done, "
    "%(ahead)s not due yet; of %(untold)s nobody has said",
)


def worked(board: pd.DataFrame) -> Finding | None:
    """Say which ideas of the board can be told to work; None where none is on it."""
    if board.empty:
        return None
    counts = board["verdict"].value_counts()
    told = {name: int(counts.get(word, 0)) for name, word in (("works", WORKS), ("harm", HARMS))}
    unseen = int(counts.get(UNSEEN, 0))
    return Finding(
        key="plan.worked",
        message=_WORKED,
        plural="n",
        numbers={
            "n": Number(len(board)),
            **{name: Number(n) for name, n in told.items()},
            "unseen": Number(unseen),
            "rest": Number(len(board) - unseen - sum(told.values())),
        },
        role="change",
        trail=Trail("pdca", len(board)),
        certainty="estimated",
    )


_WORKED = forms(
    "Of %(n)s idea that is being tried %(works)s can be seen to work, %(harm)s to do harm, "
    "%(unseen)s without an effect that can be seen; not measurable yet: %(rest)s",
    "Of %(n)s ideas that are being tried %(works)s can be seen to work, %(harm)s to do "
    "harm, %(unseen)s without an effect that can be seen; not measurable yet: %(rest)s",
)
