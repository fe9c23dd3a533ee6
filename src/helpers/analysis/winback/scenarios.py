"""Who calls a lost customer, what to ask, and what to offer instead of a lower price?

One card per cause. Questions are of purpose: "why did you leave?" asks for a defence.
"""

import pandas as pd

from helpers.analysis.winback.losses import CAUSES, NOT_NAMED
from helpers.language import N_, tr

MANAGER_GONE = "manager gone"

# cause: who calls, what to ask, what to offer, what not to say
CARDS = {
    "system failure": (
        N_("The head of the service whose system failed, with what has been put right"),
        N_("What must never stop in your work again, and how would you notice first?"),
        N_("A direct line for such cases; an order taken by hand when the system is down"),
        N_("That it was the program's fault"),
    ),
    "human error": (
        N_("The director, not the person concerned and not another salesman"),
        N_("What would have to be true for you to trust us with the next job?"),
        N_("Another person of their choice; an apology in writing with what has changed"),
        N_("That the employee has been punished"),
    ),
    "product or delivery quality": (
        N_("Whoever answers for quality, with the manager listening"),
        N_("What should the goods do for you on the day they arrive?"),
        N_("A technician's visit; a check before dispatch; a trial lot; delivery at our expense"),
        N_("That others do not complain"),
    ),
    "promise not kept": (
        N_("Whoever can keep the promise this time: the head of delivery or of service"),
        N_("Which date matters to you most, and what hangs on it?"),
        N_("A promise with a price: what we pay when it is broken; news before they ask"),
        N_("A new promise that nobody has checked"),
    ),
    "personal interest at the buyer": (
        N_("The director, to the owner or the head of the other side"),
        N_("What do you want from a supplier over the next three years?"),
        N_("A comparison of full costs, open books on one order, a joint plan"),
        N_("Anything about the person"),
    ),
    "closed business": (
        N_("Nobody sells; the manager takes leave politely"),
        N_("What are you going to do next, and with whom?"),
        N_("A recommendation, a contact, help with what is left in stock"),
        N_("Nothing to sell now"),
    ),
    "force majeure": (
        N_("The manager who was in charge"),
        N_("What do you need first to be at work again?"),
        N_("Deferred payment, stock held in reserve, experts for the start"),
        N_("That everybody had the same trouble"),
    ),
    "price": (
        N_("A senior manager who can count the customer's full cost"),
        N_("What do you want to have achieved by the end of the year, and what would that bring?"),
        N_("Delivery, training, smaller lots, a longer warranty: things worth more than they cost"),
        N_("A lower figure in the first call"),
    ),
    MANAGER_GONE: (
        N_("The head of sales, together with the new manager"),
        N_("What should we go on doing exactly as before?"),
        N_("A meeting with the new manager; the history of the account already read"),
        N_("That the former manager was to blame"),
    ),
    NOT_NAMED: (
        N_("The manager; where nobody answers, somebody the customer does not know"),
        N_("What are you working on now, and what would make it easier?"),
        N_("Half an hour of an expert, an invitation to an event, something new in their line"),
        N_("“Why do you not buy any more?”"),
    ),
}
ROLES = {
    "system failure": N_("head of the service"),
    "human error": N_("director"),
    "product or delivery quality": N_("head of quality"),
    "promise not kept": N_("head of delivery or service"),
    "personal interest at the buyer": N_("director, to the owner"),
    "closed business": N_("nobody sells"),
    "price": N_("senior manager"),
    MANAGER_GONE: N_("head of sales, new manager"),
}
NAMES = {MANAGER_GONE: N_("the manager has left"), NOT_NAMED: N_("not known: ask")}


def key_of(cause: str) -> str:
    """Card that fits a cause; the general one for a cause of the client's own.

    Returns
    -------
    A key of ``CARDS``.
    """
    return cause if cause in CARDS else NOT_NAMED


def name_of(cause: str) -> str:
    """Cause in words for the reader; a cause of the client's own as it came.

    Returns
    -------
    A word.
    """
    names = CAUSES | NAMES
    return tr(names[cause]) if cause in names else cause


def role(cause: str) -> str:
    """Who calls, in a word.

    Returns
    -------
    A word.
    """
    return tr(ROLES.get(cause, N_("manager")))


def ask(cause: str) -> str:
    """Which question to begin with.

    Returns
    -------
    A sentence.
    """
    return tr(CARDS[key_of(cause)][1])


def offer(cause: str) -> str:
    """What to offer instead of a price cut.

    Returns
    -------
    A sentence.
    """
    return tr(CARDS[key_of(cause)][2])


def not_to_say(cause: str) -> str:
    """What would make it worse."""
    return tr(CARDS[key_of(cause)][3])


def cards() -> pd.DataFrame:
    """One card per cause, in the reader's language.

    Returns
    -------
    ``cause_of_loss``, ``scenario`` (who calls), ``ask``, ``offer``, ``not_say``, all in words.
    """
    rows = [(name_of(cause), *map(tr, card)) for cause, card in CARDS.items()]
    return pd.DataFrame(rows, columns=["cause_of_loss", "scenario", "ask", "offer", "not_say"])


def likely_cause(
    customers: pd.Series, *, log: pd.DataFrame | None, unanswered: set[str], orphaned: set[str]
) -> pd.Series:
    """Cause to begin with: what the log says, else what the records hint at.

    Parameters
    ----------
    log
        ``customer`` and ``cause`` (ours or the client's), the latest loss last.
    unanswered
        Customers one of whose requests was never answered.
    orphaned
        Customers whose manager makes no sales any more.

    Returns
    -------
    A cause for each customer; empty where none is known.
    """
    causes = dict.fromkeys(orphaned, MANAGER_GONE)
    causes |= dict.fromkeys(unanswered, "promise not kept")
    if log is not None:
        named = log[log["cause"] != NOT_NAMED]
        causes |= dict(zip(named["customer"], named["cause"], strict=True))
    return pd.Series([causes.get(c, NOT_NAMED) for c in customers], customers.index, dtype="str")
