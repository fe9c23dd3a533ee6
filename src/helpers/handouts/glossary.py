"""Which words must mean the same to everybody in the room?

Each term is shown in the language of the handout with its counterpart in the other language,
so that the room and the literature can meet.
"""

import re

from helpers import language
from helpers.analysis.definitions.verdicts import VERDICTS
from helpers.language import N_, tr

VERDICT = N_("What we do about a customer. Each has one, by the first of these rules that fits:")
TERMS = (
    (N_("verdict"), VERDICT),
    (N_("net sales"), N_("What customers paid without VAT; what they gave back is taken off.")),
    (N_("purchase"), N_("A day on which a customer paid more than was given back to them.")),
    (N_("key customer"), N_("A customer of the group that brings most of the money.")),
    (N_("finding"), N_("A sentence with a number that the room must see before it decides.")),
    (
        N_("interval"),
        N_("The range in which the true value lies in 95 cases out of 100; wide means unsure."),
    ),
    (
        N_("vintage"),
        N_("Years since the first purchase. Whoever bought before the records began has none."),
    ),
    (
        N_("Gini coefficient"),
        N_("How unequally money is spread: 0, everybody brings the same; 1, one brings all."),
    ),
    (
        N_("ABC"),
        N_("Groups by money: A brings the first 80%, B the next 15%, C the rest."),
    ),
    (
        N_("XYZ"),
        N_("Groups by habit: X buys regularly, Y now and then, Z seldom or by chance."),
    ),
    (
        N_("migration"),
        N_("Who moved from one group to another between two dates, and with how much money."),
    ),
    (
        N_("leaving signal"),
        N_("A change of habit too large for chance: buys less, rarer, cheaper, narrower, or not."),
    ),
    (
        N_("money at stake"),
        N_("What a customer would bring in a year if the habit had not changed."),
    ),
    (
        N_("churn"),
        N_("Nobody gives notice, so it is defined: no purchase within the horizon."),
    ),
    (N_("in rhythm"), N_("Buys as usual, or has been silent for no longer than it usually is.")),
    (N_("late"), N_("Silent beyond its own habit, and not yet beyond the horizon.")),
    (N_("left"), N_("Has bought nothing for longer than the horizon.")),
    (N_("gone"), N_("No purchase for a year, or for two horizons where that is longer.")),
    (
        N_("between purchases"),
        N_("Has bought nothing within the horizon but durable goods: on no list of leavers."),
    ),
    (
        N_("durable"),
        N_("Of a category: its typical gap between purchases is longer than the horizon."),
    ),
    (
        N_("repeated"),
        N_("Of money: brought by a habit, that is by purchases in two different months or more."),
    ),
    (
        N_("single"),
        N_("Of money: brought by purchases of one month alone, which make no habit."),
    ),
    (N_("returned customer"), N_("Had left and buys again; forgives the next fault less.")),
    (N_("retention"), N_("Share of customers of one period who buy in the next one as well.")),
    (N_("win-back"), N_("Bringing customers back who have left, as far as it is worth its cost.")),
    (N_("decision maker"), N_("The person on the customer's side who says yes or no.")),
    (N_("cost to serve"), N_("What a customer costs besides the goods: visits, delivery, hours.")),
    (N_("touchpoint"), N_("Any moment at which a customer meets the company.")),
    (N_("seam"), N_("A place between two touchpoints where the relationship tears.")),
    (N_("loyalty scale"), N_("How much better a rival must be before the customer leaves.")),
    (
        N_("commitment"),
        N_("A promise with a measure, a limit and a price that is paid when it is broken."),
    ),
    (
        N_("no name"),
        N_(
            "A number that holds one of us against others is told without a name, by a letter or a "
            "word. Who leads has the name, and speaks to that person first."
        ),
    ),
)


def glossary() -> list[dict[str, str]]:
    """Terms in the language in use, with the other language's word and what they mean.

    Sorted by term. ``other`` is empty when the other language writes the same.
    """
    now = language.current()
    there = next(name for name in language.LANGUAGES if name != now)
    entries = []
    for term, meaning in TERMS:
        other = language.words_of(there).gettext(term)
        said = tr(term)
        other = "" if other == said else other
        entries.append({"term": said, "other": other, "lang": there, "meaning": _meaning(meaning)})
    return sorted(entries, key=lambda entry: entry["term"].lower())


def _meaning(text: str) -> str:
    """What a term means; of the verdict, all of them in the order in which they are tried."""
    rules = [f"{tr(word)} \u2013 {tr(what)}" for word, what in VERDICTS.items()]
    return " ".join([tr(text), *rules]) if text == VERDICT else tr(text)


def used(terms: list[dict[str, str]], said: str) -> list[dict[str, str]]:
    """Terms that stand in what is ``said``, in whatever case and form.

    Returns
    -------
    Entries of :func:`glossary`, in their order.

    >>> [one["term"] for one in used([{"term": "key customer"}, {"term": "seam"}], "Key customers")]
    ['key customer']
    """
    text = said.casefold()
    return [one for one in terms if re.search(_any_form(one["term"]), text)]


def _any_form(term: str) -> str:
    """Pattern of a term whose words may have another ending."""
    words = (re.escape(word[: max(3, len(word) - 2)]) for word in term.casefold().split())
    return r"\b" + r"\w*\s+".join(words)
