"""Dumps of databases and SQLite files are read as workbooks are: each table is a sheet."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.errors import ClientDataError
from helpers.records.sources.sql_text import name_of, parts, values
from helpers.records.sources.staging import TYPED

MYSQL = """-- MySQL dump 10.13  Distrib 8.0.33
DROP TABLE IF EXISTS `clients`;
CREATE TABLE `clients` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(80) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `clients` VALUES (1,'O\\'Hara; \\"Sons\\"'),(2,'Берг\\nи сын');
CREATE TABLE `sales` (
  `day` date NOT NULL,
  `client` varchar(10),
  `paid` decimal(10,2) DEFAULT '0.00',
  KEY `by_day` (`day`,`client`)
) ENGINE=InnoDB;
INSERT INTO `sales` VALUES ('2024-01-05','c;1',10.50),
('2024-02-05','c''2',NULL),('2024-03-05','c\\\\3',-7);
"""
POSTGRES = """--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
CREATE TABLE public.sales (
    "day" date NOT NULL,
    client character varying(10) DEFAULT 'x,y'::character varying,
    paid numeric(10,2),
    CONSTRAINT positive CHECK ((paid > (0)::numeric))
);
COPY public.sales ("day", client, paid) FROM stdin;
2024-01-05\tc;1\t10.50
2024-02-05\tc'2\t\\N
2024-03-05\tc\\\\3\t-7
\\.
INSERT INTO public.sales (paid, "day", client) VALUES (5, '2024-04-05', 'c4');
"""
COLUMNS = {"date": "day", "customer": "client", "amount": "paid"}


def told(records):
    frame = records.frame("sales")
    return list(zip(frame["customer"], frame["amount"], strict=True))


def test_a_dump_of_mysql_is_read_by_the_columns_of_its_tables(sales_of):
    records = sales_of(MYSQL, "shop.sql", columns=COLUMNS)
    assert told(records) == [("c;1", 10.5), ("c\\3", -7.0)]
    assert records.reasons["reason"].tolist() == ["paid is empty"]
    assert records.formats["format"].tolist() == ["SQL · utf-8 · sales"]


def test_a_dump_of_postgres_is_read_with_copy_and_insert(sales_of):
    records = sales_of(POSTGRES, "shop.sql", columns=COLUMNS)
    assert told(records) == [("c;1", 10.5), ("c\\3", -7.0), ("c4", 5.0)]


def test_a_table_is_named_as_a_sheet_is(sales_of):
    sales = MYSQL[MYSQL.index("CREATE TABLE `sales`") :]
    text = MYSQL.replace("sales", "lines") + sales.replace("10.50", "99")
    records = sales_of(text, "shop.sql", columns=COLUMNS, format={"sheet": "sales"})
    assert told(records)[0] == ("c;1", 99.0)
    with pytest.raises(ClientDataError, match=r"no table 'salse' with rows.*clients, lines, sales"):
        sales_of(text, "shop.sql", columns=COLUMNS, format={"sheet": "salse"})


def test_a_file_of_sqlite_is_read_and_nothing_in_it_runs(client, sales_of, tmp_path):
    client({"x.csv": "Date,Customer,Amount\n2024-03-05,ann,1\n"})
    with sqlite3.connect(tmp_path / "shop.db") as base:
        base.execute("CREATE TABLE sales (day TEXT, client TEXT, paid REAL)")
        base.executemany("INSERT INTO sales VALUES (?, ?, ?)",
                         [("2024-01-05", "00039", 10.5), ("2024-01-06", None, 3)])  # fmt: skip
        base.execute("CREATE VIEW worse AS SELECT load_extension('x') AS day")
    base.close()
    records = sales_of((tmp_path / "shop.db").read_bytes(), "shop.db", columns=COLUMNS)
    assert told(records)[0] == ("00039", 10.5)
    assert records.frame("sales")["amount"].sum() == 13.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MYSQL[: MYSQL.rindex("),(")], "is cut off: a statement does not end"),
        (
            "-- dump\nCREATE TABLE sales (day date, client text, paid int);\n",
            "no rows of any table",
        ),
        ("PGDMP\x01\x0e", "pg_dump --format=plain"),
    ],
)
def test_a_dump_that_cannot_be_read_is_one_sentence(sales_of, text, said):
    with pytest.raises(ClientDataError, match=said):
        sales_of(text, "shop.sql", columns=COLUMNS)


def test_a_row_with_other_cells_than_its_table_is_rejected(sales_of):
    text = MYSQL + "INSERT INTO `sales` VALUES ('2024-05-05','c9');\n"
    assert "cells: 2, in the header: 3" in sales_of(text, "shop.sql", columns=COLUMNS).reasons[
        "reason"
    ].tolist()  # fmt: skip


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("N'x'", "x"), ("_binary 'x'", "x"), ("'5'::numeric", "5"), ("now()", "now()"),
        ("CAST(1 AS int)", "CAST(1 AS int)"), ("true", "true"), ("DEFAULT", None),
        ("-1.50", f"{TYPED}-1.50"), ("''", ""), ("'a\x02b'", "ab"),
    ],
)  # fmt: skip
def test_values_as_databases_write_them(written, cell):
    assert list(values(f"({written}, 1);", 0, escaped=False)) == [[cell, f"{TYPED}1"]]


plain = st.text(st.characters(blacklist_categories=("Cs", "Cc"))).map(lambda text: text or "x")


@given(st.lists(st.lists(plain, min_size=2, max_size=2), min_size=1, max_size=4), st.booleans())
def test_what_is_quoted_comes_back(rows, escaped):
    def quoted(text):
        text = text.replace("\\", "\\\\") if escaped else text
        return "'" + text.replace("'", "''") + "'"

    written = ",".join("(" + ",".join(map(quoted, row)) + ")" for row in rows) + ";"
    assert list(values(written, 0, escaped=escaped)) == rows


def test_names_lose_their_schema_and_their_quotes():
    assert [name_of(text) for text in ('public."a b"', "`a.b`", "[dbo].[t]")] == ["a b", "b", "t"]


def test_a_statement_over_many_lines_ends_at_its_own_semicolon():
    text = "INSERT INTO t VALUES\n(1,'a;\nb'),\n(2,'c');\nINSERT INTO t VALUES (3,'d');\n"
    rows = [row for part in parts(text.splitlines(keepends=True)) for row in part.rows]
    assert [row[1] for row in rows] == ["a;\nb", "c", "d"]
