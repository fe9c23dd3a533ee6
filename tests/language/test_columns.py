"""A chapter names a column by its key, and the reader gets its label, its kind and the name."""

import pandas as pd
import pytest

from helpers import language
from helpers.language import names
from helpers.language.cells import KINDS, for_csv, plain, written
from helpers.language.columns import blank, column, labels_of, to_show
from helpers.language.digits import DIGITS
from helpers.language.labels import BLANKS, LABELS
from helpers.language.text import LONGEST_VALUE

KEYS = [key for keys in LABELS.values() for key in keys]
SALES = pd.DataFrame({"customer": ["02", "01"], "amount": [1.0, 2.0]})
LONG = "ab" * 20_000


@pytest.fixture
def named(monkeypatch):
    monkeypatch.setattr(names, "_ask", [])
    names.use(lambda: pd.Series({"01": "Anna", "02": "Boris"}))


def keys(columns):
    return [one.key for one in columns]


def test_a_key_stands_once_in_the_registry_and_its_kind_is_known():
    assert len(KEYS) == len(set(KEYS))
    assert set(LABELS) <= set(KINDS)
    assert set(DIGITS) <= set(KEYS)


def test_a_label_is_in_the_language_in_use():
    language.use("ru", "RUB")
    assert column("customer").label == "Клиент"
    assert blank("when").label == "Когда"


def test_what_is_given_takes_the_place_of_what_stands_in_the_registry():
    assert column("probability").digits == 0
    assert column("probability", digits=1).digits == 1
    one = column("change", "Against last year", "percent")
    assert (one.label, one.kind) == ("Against last year", "percent")


def test_a_column_that_nobody_knows_needs_a_label():
    with pytest.raises(ValueError, match="Did you mean 'customer'"):
        column("custommer")
    assert column("weekday", "Day of the week").kind == "text"


def test_every_blank_has_words():
    assert all(blank(key).label and blank(key).kind == "blank" for key in BLANKS)


def test_series_are_named_by_key_or_by_words_of_their_own():
    assert labels_of(["amount", "profit"]) == {"amount": "Net sales", "profit": "Gross profit"}
    assert labels_of({"a": "A"}) == {"a": "A"}


def test_a_customer_brings_the_name_along(named):
    frame, columns = to_show(SALES, ["amount", "customer", blank("who")])
    assert keys(columns) == ["amount", "customer", "name", "who"]
    assert frame["name"].tolist() == ["Boris", "Anna"]
    assert "name" not in SALES


def test_a_customer_is_a_code_where_the_client_brought_no_names(monkeypatch):
    monkeypatch.setattr(names, "_ask", [])
    assert keys(to_show(SALES, ["customer"])[1]) == ["customer"]
    names.use(lambda: None)
    assert keys(to_show(SALES, None)[1]) == ["customer", "amount"]


def test_all_columns_are_shown_where_nothing_is_said(named):
    columns = to_show(SALES.assign(odd=[1, 2]), None)[1]
    assert keys(columns) == ["customer", "name", "amount", "odd"]
    assert columns[-1].kind == "count"


def test_a_text_without_end_is_cut_where_it_is_shown_and_kept_in_the_table():
    assert written(LONG, "text") == plain(LONG, "text") == LONG[: LONGEST_VALUE - 1] + "…"
    assert len(written(LONG, "code")) == LONGEST_VALUE
    assert plain(LONG, "code") == for_csv(LONG) == LONG


def test_a_text_that_just_fits_stays_whole():
    fits = LONG[:LONGEST_VALUE]
    assert written(fits, "text") == plain(fits, "text") == fits
