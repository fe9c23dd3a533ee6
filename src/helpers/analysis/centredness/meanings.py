"""Which definitions mean the same, in whatever language they were written?

Words are reduced to their stems, texts become weighted vectors of stems, and vectors that point
the same way are joined. The groups are a proposal that the room may redraw; each is named by one
of its own definitions, word for word.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import snowballstemmer
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from helpers.given import when_given

COMMON_FROM = 0.5  # stems in more than this share of the texts tell nothing apart
CUT = 0.90  # cosine distance at which groups are cut
LEAST_TEXTS = 3  # texts that share a stem, for it to be shown
SCRIPTS = {"russian": "[а-яё]", "english": "[a-z]"}
# words that stand in every sentence, whatever it means
ENGLISH = """
a about all also an and any are as at be because been before but by can do does each every
everybody for from had has have he her his how i if in into is it its just like more most my no
not of on one only or other our ours own same she should so some such than that the their them
then there these they this those to too up us very was we were what when where which who will
with without would you your
"""
RUSSIAN = """
а без более бы был была были было быть в вам вас ваш весь во вот все всего всегда всех вы где да
для до его ее если есть еще же за и из или им их к как каждый каждого каждому кто ли мне много
может мы на над наш наша наше наши нам нас не него нее нет ни них но ну о об один одна одно он
она они от очень по под при про с сам свой своего своих свои себя со так также такой там то того
тоже только том ты у уже чем что чтобы это этот эту я
"""
STOP = {"english": frozenset(ENGLISH.split()), "russian": frozenset(RUSSIAN.split())}


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(language)


def language_of(text: str) -> str:
    """Language of a text by its script: ``russian`` or ``english``; the more letters decide.

    >>> language_of("Клиент всегда прав, it is said"), language_of("We answer")
    ('russian', 'english')
    """
    letters = {name: len(re.findall(signs, text.casefold())) for name, signs in SCRIPTS.items()}
    return max(letters, key=lambda name: letters[name])


def words(text: str, language: str) -> list[str]:
    """Words of a text in small letters, without those that stand everywhere.

    Returns
    -------
    Words in the order of the text; one that stands twice is given twice.
    """
    found = re.findall(r"[^\W\d_]+", text.casefold().replace("ё", "е"))
    return [word for word in found if word not in STOP[language] and len(word) > 1]


def stems(
    text: str, language: str, synonyms: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    """Stems of a text with the words they come from, synonyms joined.

    >>> [stem for stem, _ in stems("We keep the promises given", "english")]
    ['keep', 'promis', 'given']
    """
    stem, meant = _stemmer(language).stemWord, synonyms or {}
    same = {stem(word.casefold()): stem(other.casefold()) for word, other in meant.items()}
    return [(same.get(stem(word), stem(word)), word) for word in words(text, language)]


def definitions(rows: pd.DataFrame, synonyms: dict[str, str] | None = None) -> pd.DataFrame:
    """Definitions with the language and the group of each.

    Parameters
    ----------
    rows
        ``participant``, ``definition``, and as far as brought ``role``, ``votes``.
    synonyms
        Word → word that means the same here.

    Returns
    -------
    Ordered by the votes of the group, then of the definition: ``participant``, ``group`` (number
    from 1 on), ``label`` (the definition nearest to the middle of its group, word for word),
    ``definition``, ``role``, ``votes``, ``language``, ``group_votes``. Empty texts are left out.
    """
    told = rows.reindex(columns=["participant", "definition", "role", "votes"])
    told = told.assign(definition=told["definition"].fillna("").astype("str").str.strip())
    told = told[told["definition"] != ""].reset_index(drop=True)
    told = told.assign(
        votes=told["votes"].fillna(0).astype(int),
        language=[language_of(text) for text in told["definition"]],
    )
    group, label = pd.Series(-1, index=told.index), told["definition"].copy()
    for name, mine in told.groupby("language"):
        vectors = _vectors([stems(text, str(name), synonyms) for text in mine["definition"]])
        found = _grouped(vectors)
        group[mine.index] = found + group.max() + 1
        for number in np.unique(found):
            inside = np.flatnonzero(found == number)
            label[mine.index[inside]] = mine["definition"].iloc[_nearest(vectors, inside)]
    told = told.assign(group=group, label=label)
    votes = told.groupby("group")["votes"].transform("sum")
    told = told.assign(group_votes=votes).sort_values(
        ["group_votes", "group", "votes", "participant"], ascending=[False, True, False, True],
        ignore_index=True,
    )  # fmt: skip
    return told.assign(group=pd.factorize(told["group"])[0] + 1)


def _vectors(texts: list[list[tuple[str, str]]]) -> np.ndarray:
    """Weighted stems of each text, of length one: sublinear frequency × how rare a stem is."""
    many = [Counter(stem for stem, _ in text) for text in texts]
    spread = Counter(stem for one in many for stem in one)
    kept = sorted(stem for stem, n in spread.items() if n <= COMMON_FROM * len(texts))
    place = {stem: n for n, stem in enumerate(kept)}
    grid = np.zeros((len(texts), len(kept)))
    for row, one in enumerate(many):
        for stem, n in one.items():
            if stem in place:
                rare = np.log((1 + len(texts)) / (1 + spread[stem])) + 1
                grid[row, place[stem]] = (1 + np.log(n)) * rare
    size = np.linalg.norm(grid, axis=1, keepdims=True)
    return grid / np.where(size > 0, size, 1)


def _grouped(vectors: np.ndarray) -> np.ndarray:
    """Number of the group of each text, from 0 on: average linkage of cosine distances."""
    if len(vectors) < 2:
        return np.zeros(len(vectors), int)
    apart = np.clip(1 - vectors @ vectors.T, 0, 1)
    np.fill_diagonal(apart, 0)
    joined = linkage(squareform(apart, checks=False), method="average")
    return fcluster(joined, CUT, criterion="distance") - 1


def _nearest(vectors: np.ndarray, inside: np.ndarray) -> int:
    """Text of a group that is nearest to its mean; the first of those as near."""
    near = vectors[inside] @ vectors[inside].mean(axis=0)
    return int(inside[np.argmax(near.round(9))])


@when_given
def terms(told: pd.DataFrame, synonyms: dict[str, str] | None = None) -> pd.DataFrame:
    """Words that several definitions share: stems in at least three texts, as commonly written.

    Parameters
    ----------
    told
        As :func:`definitions`.

    Returns
    -------
    The most shared first: ``term``, ``language``, ``texts``.
    """
    rows = [
        (language, stem, word, n)
        for n, (text, language) in enumerate(zip(told["definition"], told["language"], strict=True))
        for stem, word in stems(text, language, synonyms)
    ]
    table = pd.DataFrame(rows, columns=["language", "stem", "word", "text"])
    by = table.groupby(["language", "stem"])
    found = by.agg(texts=("text", "nunique"), term=("word", _commonest)).reset_index()
    found = found[found["texts"] >= LEAST_TEXTS]
    order = ["texts", "term"]
    found = found.sort_values(order, ascending=[False, True], ignore_index=True)
    return found[["term", "language", "texts"]]


def _commonest(names: pd.Series) -> str:
    counts = names.value_counts()
    return min(counts.index[counts == counts.max()])
