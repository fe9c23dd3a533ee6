"""A large table is written by the engine as Python would write it, byte by byte."""

import csv
import io
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.language.cells import for_csv
from helpers.show import keeping
from helpers.show.many_rows import lines

ODD = "\r\n\t \"',;=+-@aя\u00a0\x1f\ufeff😀"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), max_size=8)
BEFORE, DAY = pd.Timestamp("1969-12-31 23:59:59.999999"), pd.Timestamp("2024-02-29")
MOMENTS = st.datetimes(pd.Timestamp("1700-01-01"), pd.Timestamp("2200-01-01"))


def by_python(frame, decimals):
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    for row in frame.itertuples(index=False, name=None):
        out.writerow([for_csv(x, n) for x, n in zip(row, decimals, strict=True)])
    return text.getvalue()


def same(*columns, digits=6):
    """Written by the engine as by Python, each column beside another that is always there."""
    frame = pd.DataFrame({f"c{i}": column for i, column in enumerate(columns)})
    frame["last"] = 1
    decimals = [digits] * len(frame.columns)
    assert "".join(lines(frame, decimals)) == by_python(frame, decimals)


@given(st.lists(st.none() | TEXTS, min_size=1, max_size=6))
@example(["a\rb", "a\nb", '"', "", None, " a ", "=1", "\r", "\t", "-", "'", "\\", "a,b", "\0"])
def test_texts(texts):
    same(pd.Series(texts, dtype="str"), pd.Series(texts, dtype=object))


@given(st.lists(st.floats(), min_size=1, max_size=6), st.sampled_from([2, 6]))
@example([0.1 + 0.2, 1e-9, -1e-9, 12345678.5, 0.005, 2.675, 1e15, 1e300, float("inf")], 2)
@example([999_999_999_999_999.9, -0.0, 5e-7, 1.5e-6, 100.0, 0.0], 6)
@example([float("inf"), float("-inf"), float("nan"), -0.001], 2)
def test_numbers(numbers, digits):
    whole = pd.Series(numbers, dtype="Float64")
    same(pd.Series(numbers), whole, digits=digits)


@given(st.lists(st.floats(width=32), min_size=1, max_size=6))
def test_short_numbers(numbers):
    same(pd.Series(numbers, dtype="float32"))


@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=6))
def test_whole_numbers(numbers):
    there = [n or 0 for n in numbers]
    same(pd.Series(numbers, dtype="Int64"), pd.Series(there, dtype="int64"))


@given(st.lists(st.none() | MOMENTS, min_size=1, max_size=6), st.sampled_from(["s", "us", "ns"]))
@example([BEFORE, DAY], "ns")
@example([BEFORE, DAY], "us")
def test_moments(moments, unit):
    same(pd.Series(moments, dtype="datetime64[us]").astype(f"datetime64[{unit}]"))


@given(st.lists(st.none() | st.booleans(), min_size=1, max_size=6))
def test_flags(flags):
    same(pd.Series(flags, dtype="boolean"), pd.Series([bool(f) for f in flags]))


def test_all_else_is_written_cell_by_cell():
    mixed = [1, "=x", None, np.nan, True, Decimal("1.50"), date(2024, 2, 29), pd.NA, "a,b"]
    months = pd.Series(pd.period_range("2024-01", periods=9, freq="M"))
    zone = pd.Series(pd.date_range("2024-01-01", periods=9, tz="Europe/Berlin"))
    groups = pd.Series(list("aabbccdde"), dtype="category")
    same(pd.Series(mixed, dtype=object), months, zone, groups)


def test_rows_beyond_one_part_keep_their_order(monkeypatch):
    monkeypatch.setattr("helpers.show.many_rows.ROWS", 7)
    same(pd.Series(range(50)), pd.Series([f"n{i}" for i in range(50)]))


@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_is_the_same_file_however_large_it_counts(tmp_path, monkeypatch, columns):
    monkeypatch.setattr("helpers.project.results_folder", lambda: tmp_path)
    frame = pd.DataFrame({"amount": [1.239, np.nan], "name": ["=a", None]}).iloc[:, -columns:]
    keeping.keep("small", frame)
    monkeypatch.setattr(keeping, "MANY", 1)
    keeping.keep("large", frame)
    assert (tmp_path / "small.csv").read_bytes() == (tmp_path / "large.csv").read_bytes()
