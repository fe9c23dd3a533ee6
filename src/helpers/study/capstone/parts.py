"""What is each part of a capstone worth, and why was a point lost? Without telling the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.language import N_, tr
from helpers.language.findings import CERTAINTY
from helpers.study import forms
from helpers.study.capstone.answers import COUNTED, UNKNOWN, Handed
from helpers.study.capstone.raw import Secret
from helpers.study.forms import Unreadable
from helpers.study.sentence import names_money, read_sentence, says_why

REJECTED_MOST = 0.05
ACCUSED = -5
FORMATS = (
    "handout.html",
    "handout.pdf",
    "facilitator.html",
    "slides.html",
    "slides.pptx",
    "tables.xlsx",
)
SENTENCES = 3
NEAR = 0.01  # of a sum of money


@dataclass
class Part:
    """Points of one part: what was reached, of how much, and why the rest was not."""

    name: str
    of: int
    points: int = 0
    reasons: list[str] = field(default_factory=list)
    accused: bool = False

    def give(self, points: int, earned: object, reason: str) -> None:
        """Give points where they were earned, else say why not."""
        if earned:
            self.points += points
        else:
            self.reasons.append(reason)


def intake(handed: Handed, truth: Mapping[str, Any]) -> Part:
    """Was the export read whole, to the cent, and up to its last day?"""
    part = Part(N_("Intake"), 15)
    sales = [one for one in handed.manifest.get("sources", []) if one.get("table") == "sales"]
    money = sum(float(one.get("amount_accepted") or 0) for one in sales)
    read = sum(int(one.get("rows_read") or 0) for one in sales)
    rejected = sum(int(one.get("rows_rejected") or 0) for one in sales)
    part.give(3, handed.manifest, tr("There is no report: make report CLIENT=… comes first."))
    same = abs(money - float(truth["sales"]["amount_accepted"])) < 0.005
    part.give(6, same, tr("The accepted money is not that of the files, to the cent."))
    few = read and rejected <= REJECTED_MOST * read
    part.give(3, few, tr("More was rejected than may be."))
    last = str(truth["period"]["last"])
    part.give(3, handed.manifest.get("as_of") == last and same, tr("as_of is not the last day."))
    return part


def gaps(handed: Handed, hidden: Secret) -> Part:
    """Are missing tables named, and is no number given for them?"""
    part = Part(N_("Honest gaps"), 10)
    given = handed.told.get("missing_tables")
    named = {str(one).strip() for one in given} if isinstance(given, list) else set()
    part.give(6, named == set(hidden.missing), tr("The missing tables are not these."))
    told = handed.part("gaps")
    for table in hidden.missing:
        silent = str(told.get(COUNTED[table])).strip().casefold() in UNKNOWN
        text = tr("%(name)s: where is this number from?") % {"name": COUNTED[table]}
        part.give(2, silent, text)
    return part


def eight(handed: Handed, truth: Mapping[str, Any]) -> Part:
    """The eight truths: answer 3, interval or certainty 1, table and rows 1."""
    part = Part(N_("Eight truths"), 40)
    told = handed.part("truths")
    for name, asked in ASKED.items():
        one = told.get(name)
        one = one if isinstance(one, dict) else {"answer": one}
        right = asked.fits(asked.right(truth), one.get("answer"))
        right = right or (name in ACCUSES and _honest(one.get("answer"), handed))
        said = {"name": name}
        part.give(3, right, tr("%(name)s: not shown by your records.") % said)
        sure = _sure(one, asked.certain)
        part.give(1, right and sure, tr("%(name)s: how sure is it?") % said)
        shown = _shown(one, handed, asked.tables)
        part.give(
            1, right and shown, tr("%(name)s: which table shows it, with how many rows?") % said
        )
    _accusation(part, told.get("losing_manager"), truth)
    return part


def _honest(given: Any, handed: Handed) -> bool:
    """Is it right to name nobody, since the report could not name anybody either?"""
    managers = handed.table("managers")
    named = [row for row in managers if row.get("named") == "yes"]
    return bool(managers) and not named and str(given).strip().casefold() in UNKNOWN


def _accusation(part: Part, given: Any, truth: Mapping[str, Any]) -> None:
    name = given.get("answer") if isinstance(given, dict) else given
    if _named(name) and not _right(truth["leaving"]["losing_manager"], name):
        part.points += ACCUSED
        part.accused = True
        part.reasons.append(tr("A person is accused who did nothing: −5, and not passed."))


def _right(truth: Any, given: Any) -> bool:
    """Does an answer of the form hold against a truth, in any of its forms?"""
    try:
        if isinstance(truth, Mapping):
            mine = {str(k): v for k, v in given.items()}
            return mine.keys() == {str(k) for k in truth} and all(
                _right(v, mine[str(k)]) for k, v in truth.items()
            )
        if isinstance(truth, list):
            return forms.names(given) == sorted(map(str, truth))
        if isinstance(truth, str):
            return forms.word(given) == forms.word(truth)
        return abs(forms.number(given) - truth) <= NEAR * abs(truth)
    except (Unreadable, AttributeError, TypeError):
        return False


def _next_to(truth: int, given: Any) -> bool:
    """A contact beside the best one is as good: neighbours change places by luck."""
    try:
        return abs(forms.number(given) - truth) <= 1
    except Unreadable:
        return False


@dataclass(frozen=True)
class Asked:
    """One of the eight: where its truth stands, which words of certainty and tables fit."""

    right: Callable[[Mapping[str, Any]], Any]
    certain: tuple[str, ...]
    tables: tuple[str, ...]
    fits: Callable[[Any, Any], bool] = _right


ACCUSES = ("losing_manager",)


def _of_the_oldest(truth: Mapping[str, Any]) -> float:
    """Money of the last year from those who were there when the records begin."""
    by_year = truth["money"]["revenue_of_last_year_by_first_year"]
    return float(by_year[min(by_year)])


ASKED = {
    "money_of_customers_before_records": Asked(_of_the_oldest, ("counted",), ("vintages",)),
    "late_payers": Asked(
        lambda t: sorted(t["profitability"]["dear_late_payers"]),
        ("counted",),
        ("profitability", "quadrants", "profit_curve"),
    ),
    "patient_manager": Asked(
        lambda t: t["funnel"]["patient_manager"], ("estimated",), ("persistence_manager",)
    ),
    "best_contact": Asked(
        lambda t: t["funnel"]["best_contact"], ("estimated",), ("persistence",), _next_to
    ),
    "losing_manager": Asked(
        lambda t: t["leaving"]["losing_manager"], ("estimated",), ("managers",)
    ),
    "unfairly_judged_manager": Asked(
        lambda t: t["leaving"]["unfairly_judged_manager"], ("estimated",), ("managers",)
    ),
    "torn_place": Asked(
        lambda t: {
            "touchpoint": t["journey"]["torn_touchpoint"],
            "branch": t["journey"]["torn_branch"],
        },
        ("counted", "estimated"),
        ("seams",),
    ),
    "working_idea_in_branch": Asked(
        lambda t: t["plan"]["working"]["branch"], ("estimated",), ("pdca", "claims")
    ),
}


def _named(given: Any) -> bool:
    return isinstance(given, str) and given.strip().casefold() not in ("", *UNKNOWN)


def _sure(given: Mapping[str, Any], words: tuple[str, ...]) -> bool:
    ends = given.get("interval")
    if isinstance(ends, list) and len(ends) == 2 and "counted" not in words:
        return True
    return str(given.get("certainty") or "").strip().casefold() in words


def _shown(given: Mapping[str, Any], handed: Handed, tables: tuple[str, ...]) -> bool:
    name = str(given.get("table") or "").strip().removesuffix(".csv")
    rows = len(handed.table(name)) if name in tables else 0
    return bool(rows) and str(given.get("rows")) == str(rows)


def leak(handed: Handed, hidden: Secret) -> Part:
    """Is the field that knows the future named, and left out of the report?"""
    part = Part(N_("Leak hunt"), 10)
    named = str(handed.told.get("leak") or "").strip().casefold()
    known = {hidden.leak.casefold(), hidden.leak_header.casefold()}
    part.give(5, named in known, tr("The field that knows the future is not named."))
    fields = {row.get("field", "").casefold() for row in handed.table("card_fields")}
    out = fields and not fields & known
    part.give(5, out, tr("The field still stands in the report."))
    return part


def sentences(handed: Handed) -> Part:
    """Three sentences for the owner: number, interval, certainty, money, no false cause."""
    part = Part(N_("Three sentences"), 15)
    given = handed.told.get("sentences")
    given = given[:SENTENCES] if isinstance(given, list) else []
    for place in range(SENTENCES):
        _sentence(part, place + 1, given[place] if place < len(given) else None, handed)
    return part


def _sentence(part: Part, place: int, given: Any, handed: Handed) -> None:
    try:
        said = read_sentence(given)
    except (Unreadable, TypeError) as error:
        part.reasons.append(tr("Sentence %(n)s: %(why)s") % {"n": place, "why": error})
        return
    found = _finding(said["number"], handed)
    texts = (said["subject"].strip(), said["decision"].strip())
    interval = said["interval"] is not None or said["certainty"] == "counted"
    why = says_why(" ".join(texts)) or not all(texts) or "None" in texts
    for earned, text in (
        (found, tr("Sentence %(n)s: the report has no such number.")),
        (interval, tr("Sentence %(n)s: between what and what?")),
        (found and found["certainty"] == said["certainty"], tr("Sentence %(n)s: how sure is it?")),
        (names_money(said["unit"]), tr("Sentence %(n)s: which money?")),
        (not why, tr("Sentence %(n)s: subject and decision, without a cause.")),
    ):
        part.give(1, earned, text % {"n": place})


def _finding(number: float, handed: Handed) -> dict[str, Any] | None:
    """The finding of the report that says this number in money."""
    for one in handed.manifest.get("findings", []):
        values = [one.get("money"), *one.get("numbers", {}).values()]
        plain = [float(v) for v in values if isinstance(v, int | float)]
        same = any(abs(v - number) <= NEAR * abs(number) for v in plain if v and number)
        if same and one.get("certainty") in CERTAINTY:
            return dict(one)
    return None


def pack(handed: Handed) -> Part:
    """Is the pack whole, in one language, with names on its worksheet?"""
    part = Part(N_("Pack"), 10)
    there = [handed.report is not None and (handed.report / name).is_file() for name in FORMATS]
    part.give(6, all(there), tr("Formats are missing in the report."))
    chapters = handed.manifest.get("chapters", [])
    failed = [one for one in chapters if one.get("status") == "failed"]
    part.give(2, chapters and not failed, tr("Not all chapters were made."))
    told = handed.told.get("worksheet")
    lines = told if isinstance(told, list) else []
    filled = [one for one in lines if isinstance(one, dict) and all(one.values())]
    part.give(2, len(filled) >= SENTENCES, tr("The worksheet has no three lines with names."))
    return part
