"""Whatever the input is, what comes is a sentence or a report."""

import os

import pytest

from helpers.errors import ClientDataError
from helpers.records.engagement.engagement import complain, read_engagement
from helpers.records.engagement.format import FORMAT_FAULTS
from helpers.records.sources.typed_sources import address, database_layout
from helpers.runs.changes import fingerprint

LAUGHS = "title:\n" + "".join(
    f"  - &{b} [{', '.join(['*' + a] * 9 if a else ['lol'] * 9)}]\n"
    for a, b in zip(["", *"abcdefgh"], "abcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{b}: &{b}\n  <<: [{', '.join(['*' + a] * 9)}]\n"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "told",
    [
        LAUGHS,
        MERGES,
        "title: 0x" + "F" * 5000,
        "title: " + "9" * 5000,
        "title: 1" + ":59" * 2000,
        "title: " + "[" * 5000,
        "title: " + "{a: " * 300 + "1" + "}" * 300,
        "title: &a [*a]",
        "&a {title: *a}",
        "title: a\ntitle: b",
        "title:\ta\n\tb: c",
        "- a\n- b",
        "just a word",
        "",
        "7",
        "title: a\0b",
        "title: !!python/object/apply:os.system [ls]",
        "title: !!binary aGVsbG8=",
        "title: !!set {a, b}",
        "title: !!omap [a: 1]",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "title: a\n---\ntitle: b",
        "as_of: 2024-99-99",
        "as_of: .nan",
        "currency: .inf",
        "tables: [1]",
        "tables: {sales: 7}",
        "tables: {sales: {files: {a: b}, columns: 9, format: [1], totals: '('}}",
        "settings: [a]",
        "settings: {intake: {rejected_at_most: .nan}}",
        "settings: {intake: 1e999}",
        "customers_are: {a: b}",
        "session_date: [2024]",
        "x" * 300_000,
        "\n".join(f"key{i}: {i}" for i in range(5000)),
    ],
    ids=range(36),
)
def test_yaml_of_any_shape_is_answered_in_a_few_words(tmp_path, told):
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme/engagement.yml").write_bytes(told.encode())
    with pytest.raises(ClientDataError) as said:
        read_engagement("acme", tmp_path)
    assert len(str(said.value)) < 20_000


@pytest.mark.parametrize("name", ["rot13", "hex", "base64", "zlib", "bz2", "uu", "quopri",
                                  "undefined", "punycode", "idna", "unicode_escape", "utf-7",
                                  "raw_unicode_escape", "no-such", "a\0b", "", 7, None, ["utf-8"],
                                  "\ud800"])  # fmt: skip
def test_what_is_no_encoding_of_a_text_is_refused(name):
    assert FORMAT_FAULTS["encoding"](name).startswith("an encoding such as utf-8")


@pytest.mark.parametrize("name", ["utf-8", "UTF8", "cp1251", "koi8-r", "utf-16", "latin-1",
                                  "mac-cyrillic", "shift_jis", "gb18030"])  # fmt: skip
def test_encodings_of_texts_are_taken(name):
    assert FORMAT_FAULTS["encoding"](name) == ""


def test_text_that_is_not_in_the_told_encoding_is_a_sentence(sales_of):
    with pytest.raises(ClientDataError, match="cannot be read as utf-16"):
        sales_of("Date,Customer,Amount\n2024-01-02,7,10\n", format={"encoding": "utf-16"})


def test_a_cell_of_more_than_16_million_signs_rejects_its_row_alone(sales_of):
    long = "x" * ((1 << 24) + 1)
    records = sales_of(f"Date,Customer,Amount\n2024-01-02,7,10\n2024-01-03,{long},5\n")
    assert records.frame("sales")["amount"].tolist() == [10]
    assert records.rejected("sales")["reason"].tolist() == [
        "a cell is longer than 16 million signs"
    ]


ADDRESSES = [
    "postgresql://me:s3cr3t/x@127.0.0.1:1/db",
    "postgresql://me:s3cr3t#x@127.0.0.1:1/db",
    "postgresql://me:s3cr3t@x@127.0.0.1:1/db",
    "postgresql://me:s3cr3t[x@127.0.0.1:1/db",
    "postgresql://me:s3cr3t%zz@127.0.0.1:1/db",
    "postgresql://me:s3cr3t@127.0.0.1:99999/db",
    "postgresql://me:s3cr3t",
    "postgresql://me:s3cr3t@",
    "postgresql://[s3cr3t",
    "postgresql://:s3cr3t@[::1]:1/db?sslmode=verify-full",
    "mysql://me:s3cr3t@host/db",
    "me:s3cr3t@host",
    "sqlite:///" + "a" * 5000,
    "sqlite:///a%00b",
    "sqlite://[",
    "sqlite:///../../etc/passwd",
    "://",
    "",
    "\n",
]


@pytest.mark.parametrize("url", ADDRESSES, ids=range(len(ADDRESSES)))
def test_an_address_of_any_shape_is_a_sentence_without_the_password(tmp_path, url):
    with pytest.raises(ClientDataError) as said:
        database_layout(url, "SELECT 1", tmp_path)
    assert "s3cr3t" not in str(said.value)


def test_a_password_may_hold_any_sign():
    found = address("postgresql://me:p%40:/#?@s@host:5433/sales?sslmode=require")
    assert (found.user, found.password) == ("me", "p@:/#?@s")
    assert (found.host, found.port, found.path, found.options) == (
        "host", "5433", "/sales", "sslmode=require"
    )  # fmt: skip


def test_parts_of_a_password_are_not_repeated_either():
    place = address("postgresql://me:s3cr/t5x@9q@host/sales")
    said = place.without_password('invalid port "t5x" of s3cr/t5x@9q, user s3cr')
    assert not [part for part in ("s3cr", "t5x") if part in said]


def test_a_password_that_stands_in_the_wrong_place_is_not_repeated():
    with pytest.raises(ClientDataError) as said:
        complain("acme", ["tables.sales: found 'postgresql://me:s3cr3t@host/db'"])
    assert "s3cr3t" not in str(said.value)
    assert "host/db" in str(said.value)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
def test_pipes_devices_and_links_to_nowhere_are_no_files_of_the_client(tmp_path):
    (tmp_path / "sales.csv").write_text("a")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    (tmp_path / "latest.csv").symlink_to("/nowhere/at/all")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert fingerprint.files_below(tmp_path) == [tmp_path / "sales.csv"]
