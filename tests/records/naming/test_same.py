"""Names that may mean the same are proposed, with what speaks for it; different ones are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records.naming.same import Known, proposals


def proposed(*names, **known):
    rows = {name: len(names) - n for n, name in enumerate(names)}
    return {p.written: p.means for p in proposals(Known(rows, **known))}


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ('ООО "Метизопт"', "ООО «Метизопт»"),
        ('ООО "Метизопт"', "МЕТИЗОПТ ООО"),
        ('ООО "Метизопт"', "Метизопт"),
        ('ООО "Север-7"', 'ООО  "СЕВЕР-7" '),
        ("Harbour Motors Ltd", "HARBOUR MOTORS"),
        ("Harbour Motors Ltd", "Harbour Motors Limited"),
        ("ООО «Ромашка»", "Общество с ограниченной ответственностью «Ромашка»"),
        ("ИП Седов А. Б.", "Индивидуальный предприниматель Седов А.Б."),
        ("Белова Ирина", "Ирина Белова"),
        ("Белова Ирина", "Белова И."),
        ("Белова Ирина Павловна", "Белова И. П."),
        ("ИП Новиков Н. И.", "Новиков Н.И."),
        ("Авито", "Avito"),
        ("Яндекс.Директ", "Яндекс Директ"),
        ("Рoмашка плюс", "Ромашка плюс"),  # noqa: RUF001
        ("ООО Ромашкаплюс", "ООО Ромашкаплус"),
    ],
)
def test_spellings_of_one_name_are_proposed(kept, other):
    assert proposed(kept, other) == {other: kept}


@pytest.mark.parametrize(
    "names",
    [
        ("ИП Новиков Н. И.", "ИП Новиков И. Н."),
        ('АО "Ураллидер"', 'ООО "Ураллидер"'),
        ('АО "Ураллидер"', 'ООО "Ураллидер"', "Ураллидер"),  # which of the two is asked of nobody
        ('ООО "Невасервис-4"', 'ООО "Невасервис-5"'),
        ("Белова Ирина", "Белова О."),
        ("Белова Ирина", "Белова Инна", "Белова И."),
        ("ООО ТД Домснаб", "ООО Домснаб"),
        ("Клён", "Клин"),
        ("000390", "390"),
    ],
)
def test_different_names_are_not(names):
    assert proposed(*names) == {}


def test_the_name_on_a_card_is_kept_before_the_more_frequent_one():
    cards = frozenset({"Метизопт ООО"})
    assert proposed("ООО Метизопт", "Метизопт ООО", on_cards=cards) == {
        "ООО Метизопт": "Метизопт ООО"
    }


def test_tax_numbers_tell_two_firms_apart_and_bring_two_names_together():
    names = ("ООО Метизопт", "ООО МЕТИЗОПТ")
    assert proposed(*names, tax={names[0]: "77", names[1]: "78"}) == {}
    assert proposed("Вектор", "Новый Вектор", tax={"Вектор": "77", "Новый Вектор": "77"}) == {
        "Новый Вектор": "Вектор"
    }


def test_an_abbreviation_in_two_spellings_means_the_whole_name():
    assert proposed("Ann Berg", "Berg A.", "BERG A.") == {
        "Berg A.": "Ann Berg", "BERG A.": "Ann Berg",
    }  # fmt: skip


def test_the_reason_says_what_differs():
    rows = {"ООО Метизопт": 3, "Метизопт": 2, "ООО МЕТИЗОПТ": 1, "Ann Berg": 2, "Berg A.": 1}
    why = {p.written: p.why for p in proposals(Known(rows))}
    assert why["Метизопт"] == "the legal form is missing"
    assert why["ООО МЕТИЗОПТ"].startswith("quotes, capitals")
    assert why["Berg A."].startswith("abbreviated")


@given(
    st.dictionaries(st.text('АБ аб.ИП"1', min_size=1, max_size=8), st.integers(1, 9), max_size=8)
)
def test_no_name_that_is_kept_is_merged_itself(rows):
    found = proposals(Known(rows))
    assert not {p.means for p in found} & {p.written for p in found}
    assert len({p.written for p in found}) == len(found)
