"""A list gives an order to those who stand under it, or says the verdict of each name."""

from helpers import show
from helpers.handouts.assemble import document, merge
from helpers.handouts.typeset.orders import with_orders
from tests.handouts import packs

VERDICTS = {"000000": "keep", "000001": "left alone", "000002": "win back"}


def lists(tmp_path, rows=4, **how):
    made = packs.result()
    listed = lambda: show.table(packs.customers(rows), "List", packs.COLUMNS, act=True, **how)  # noqa: E731
    made.notebook.cells = [packs.markdown("# Title"), packs.code(listed)]
    tree = document(merge(packs.pack(tmp_path, made), "lists"), "lists")
    blocks = [b for part in with_orders(tree, VERDICTS)["parts"] for b in part.get("blocks", [])]
    return next(block for block in blocks if block["t"] == "table")


def column(block, key):
    at = [one["key"] for one in block["columns"]].index(key)
    return [row[at] for row in block["rows"]], [row[at] for row in block["cells"]]


def test_a_list_without_an_order_says_what_is_done_about_each(tmp_path):
    block = lists(tmp_path)
    raw, said = column(block, "verdict")
    assert raw == ["keep", "left alone", "win back", None]
    assert said == ["keep", "left alone", "win back", ""]
    assert [one["key"] for one in block["columns"]][:3] == ["customer", "name", "verdict"]


def test_who_stands_under_another_order_is_not_on_a_list_and_that_is_said(tmp_path):
    block = lists(tmp_path, verdict=["keep", "win back"])
    raw, said = column(block, "customer")
    assert raw == said == ["000000", "000002", "000003"]
    assert block["note"] == "Not on this list: 1 customer who stands under another order."


def test_what_is_not_shown_is_counted_after_the_cut(tmp_path):
    assert lists(tmp_path, rows=10, verdict=["keep"])["more"] == ""
    assert lists(tmp_path, rows=11, verdict=["keep"])["more"] == "1 more row in tables.xlsx"


def test_nothing_changes_where_nobody_has_a_verdict(tmp_path):
    tree = document(merge(packs.pack(tmp_path), "handout"), "handout")
    assert with_orders(tree, {}) is tree


def test_a_table_of_something_else_stays_as_it_is():
    table = {"t": "table", "columns": [{"key": "month"}], "rows": [["000000"]], "cells": []}
    tree = {"parts": [{"blocks": [table]}]}
    assert with_orders(tree, VERDICTS) == tree
