"""Is every fault of a Russian engagement said in Russian, whichever program has found it?"""

import re

import pytest

from helpers.errors import ClientDataError
from helpers.handouts.brand import load_brand
from helpers.records import check

ROWS = "Дата;Клиент;Товар;Сумма\n05.03.2024;К1;Т1;5\n06.03.2024;К2;Т2;7\n"
COLUMNS = "columns: {date: Дата, customer: Клиент, product: Товар, amount: Сумма}"
SALES = "    files: продажи.csv\n    " + COLUMNS
DATABASE = "    database: %s\n    query: %s\n    " + COLUMNS
_QUOTED = re.compile(r"«[^»]*»|'[^']*'|`[^`]*`|\S*[_./:=]\S*|\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"")
_ENGLISH = re.compile(r"(?<![\w,])[a-z]{2,}(?: [a-z]{2,}){2,}", re.IGNORECASE)


@pytest.fixture
def said(tmp_path):
    """What is said of an engagement and its files; the head of one that can be read is ours."""

    def of(table=SALES, more="", whole="", **files) -> str:
        folder = tmp_path / "data" / "acme"
        folder.mkdir(parents=True)
        (folder / "продажи.csv").write_text(ROWS, "utf-8")
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_bytes(
                text if isinstance(text, bytes) else text.encode()
            )
        text = whole or f"language: ru\ntitle: Проба\ntables:\n  sales:\n{table}\n{more}"
        (folder / "engagement.yml").write_text(text, "utf-8")

        def both() -> None:
            check("acme", tmp_path / "data", tmp_path / "reports")
            load_brand(folder)

        with pytest.raises(ClientDataError) as error:
            both()
        return str(error.value)

    return of


def english(text: str) -> list[str]:
    """Runs of three English words that nobody has quoted."""
    return _ENGLISH.findall(_QUOTED.sub(" ", text))


def test_english_would_be_found():
    assert english("не читается: mapping values are not allowed")
    assert not english("Допустимые: title, language, as_of, 'not our words at all'")


@pytest.mark.parametrize(
    ("whole", "meant"),
    [
        ("- language: ru\n", "ожидалось: ключи"),
        ("language: ru\n\ttitle: x\n", "табуляцией"),
        ("language: ru\ntitle: a: b\n", "двоеточия"),
        ("language: ru\ntables: [sales\n", "скобка"),
        ("language: ru\ntitle: 'x\n", "кавычка"),
        ("language: ru\ntitle: @x\n", "не может начинаться"),
        ("language: ru\ntitle: *x\n", "не читается"),
        ("language: ru\ntitle: !!python/object:os.system 1\n", "не читается"),
        ('language: ru\ntitle: "\\q"\n', "одиночные кавычки"),
        ("language: ru\ntitle: x\n---\ntitle: y\n", "второй документ"),
        ("language: ru\ntables: {sales: 5}\nas_of: 2025-02-30\n", "ожидалось: дата"),
        ("language: ru\ntitle: \x01\n", "знак"),
        ("language: ru\ntables:\n  sales:\n    files: x\n   columns: y\n", "отступ"),
    ],
)
def test_yaml_of_any_shape(said, whole, meant):
    text = said(whole=whole)
    assert meant in text
    assert english(text) == []


@pytest.mark.parametrize(
    ("url", "query", "meant"),
    [
        ("sqlite:///x.db", "SELEC 1", "синтаксическая ошибка (SELEC)"),
        ("sqlite:///x.db", "SELECT y FROM t", "такой таблицы нет (t)"),
        ("sqlite:///x.db", "DROP TABLE sqlite_master", "не отвечает"),
        ("sqlite:///none.db", "SELECT 1", "базы данных «none.db» нет"),
        ("sqlite:///broken.db", "SELECT 1 FROM t", "повреждён"),
        ("postgress://me:s3cr3t@host/db", "SELECT 1", "postgresql://"),
        ("postgresql://me:s3cr3t@127.0.0.1:1/db", "SELECT 1", "не отвечает"),
    ],
)
def test_databases_of_any_address(said, url, query, meant):
    text = said(DATABASE % (url, query), x__db=b"", broken__db=b"no database" * 99)
    assert meant in text
    assert "s3cr3t" not in text
    assert english(text) == []


@pytest.mark.parametrize(
    ("table", "meant"),
    [
        (SALES.replace("продажи", "п"), "Файлы в папке: продажи.csv"),
        (SALES + "\n    totals: '[итог'", "не закрыта скобка"),
        (SALES + "\n    format: {header: 900}", "исправьте header"),
        (SALES + "\n    format: {encoding: ascii}", "не читается как ascii"),
        (SALES + "\n    long: {columns: months, name: М, value: З}", "не похож на месяц"),
        (SALES + "\n    grouped: {column: Нету, levels: [А, Б]}", "столбцы в продажи.csv"),
        (SALES + "\n    where: {Товар: Т1}", "неизвестный ключ"),
    ],
)
def test_tables_of_any_shape(said, table, meant):
    text = said(table)
    assert meant in text
    assert english(text) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("п.xlsx", b"PK\x03\x04 broken"), ("п.parquet", b"PAR1 broken PAR1"), ("п.sql", "INSERT (1")],
)
def test_files_that_are_broken(said, name, content):
    text = said(SALES.replace("продажи.csv", name), **{name: content})
    assert name in text
    assert english(text) == []


@pytest.mark.parametrize("logo", ["<svg><g></svg>", "<svg><script/></svg>", "<html/>", ""])
def test_a_logo_that_cannot_be_read(said, logo):
    text = said(brand__yml="logo: l.svg\n", l__svg=logo)
    assert "оготип" in text
    assert english(text) == []
