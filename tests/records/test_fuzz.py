"""Whatever happens to a file on its way, it is read or refused in a sentence, and no row is lost.

Small exports are changed at random, from seeds, in ways that files are changed: cut, turned,
pasted twice, saved in another encoding, filled with odd cells. Of every one that is read, the
rows read are those accepted, rejected and set aside.
"""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from helpers.errors import ClientDataError
from helpers.records import load

CELLS = (
    "", " ", "0", "-1", "1 234,50", "1.234.567", "12e3", "1e400", "NaN", "None", "=1+1", "'00390",
    "31.12.2024", "12/31/24", "2024-02-30", "1899-12-30", "9999-99-99", "44197", "Итого", "Total",
    "\u00a0", "\u200b7", "\ufeff", "\u202e1", "\x00", "\x02", "a;b,c\td", '"', '""', "a\nb", "😀",
    "x" * 5000, "9" * 400, "-", "(5)", "5-", "10 %", "€ 5", "true", "#REF!",
)  # fmt: skip
HEADER = ("Date", "Customer", "Amount")
ROUND = 200  # variants a test: some dozens are quick, all of them some minutes
ROUNDS = 10

Chance = random.Random
Table = list[list[str]]


def table(chance: Chance) -> Table:
    rows = [
        [f"2024-{1 + n % 12:02d}-{1 + n % 28:02d}", f"{chance.randrange(9):05d}", f"{n * 1.5:.2f}"]
        for n in range(chance.choice((0, 1, 5, 30)))
    ]
    return [list(HEADER), *rows]


def spoiled(rows: Table, chance: Chance) -> Table:
    """Rows with some odd cells, some rows gone, doubled, cut or longer."""
    for _ in range(chance.randrange(6)):
        row = chance.choice(rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice(CELLS)
    for _ in range(chance.randrange(3)):
        at = chance.randrange(len(rows))
        change: Callable[[], None] = chance.choice((
            lambda: rows.insert(at, list(chance.choice(rows))),  # noqa: B023
            lambda: rows[at].append(chance.choice(CELLS)),  # noqa: B023
            lambda: rows[at].pop() if rows[at] else None,  # noqa: B023
            lambda: rows.insert(at, []),  # noqa: B023
            lambda: rows.pop(at) if len(rows) > 1 else None,  # noqa: B023
            lambda: rows.insert(at, [""] * 40 + ["far"]),  # noqa: B023
        ))  # fmt: skip
        change()
    return rows


def as_csv(rows: Table, chance: Chance) -> bytes:
    separator = chance.choice(",,,;\t|")
    end = chance.choice(("\n", "\r\n", "\r"))
    quote = chance.choice(("", "", '"'))
    text = end.join(separator.join(f"{quote}{c}{quote}" for c in row) for row in rows)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1251", "utf-16-le"))
    return broken(text.encode(encoding, "replace"), chance)


def broken(raw: bytes, chance: Chance) -> bytes:
    """Bytes as a bad road leaves them: whole, cut, with some turned, or something in between."""
    kind = chance.randrange(8)
    if kind == 0 and raw:
        return raw[: chance.randrange(len(raw))]
    if kind == 1 and raw:
        turned = bytearray(raw)
        for _ in range(chance.randrange(1, 5)):
            turned[chance.randrange(len(turned))] = chance.randrange(256)
        return bytes(turned)
    if kind == 2:
        at = chance.randrange(len(raw) + 1)
        return raw[:at] + chance.randbytes(chance.randrange(20)) + raw[at:]
    return raw


def as_xlsx(rows: Table, chance: Chance) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for y, row in enumerate(rows, 1):
        for x, told in enumerate(row, 1):
            plain = "".join(c for c in told if c >= " ")[:32_000]
            cell = sheet.cell(y, x, plain or None)
            if chance.random() < 0.2:
                cell.value = chance.choice((y, 1.5 * x, date(2024, 1, 1 + y % 28), True, "=A1"))
    if chance.random() < 0.2:
        sheet.merge_cells(start_row=1, start_column=1, end_row=2, end_column=2)
    if chance.random() < 0.2:
        sheet.row_dimensions[2].hidden = True
    if chance.random() < 0.2:
        book.create_sheet("Other").append(list(HEADER))
    file = io.BytesIO()
    book.save(file)
    if chance.random() < 0.3:
        return without_a_part(file.getvalue(), chance)
    return broken(file.getvalue(), chance)


def as_parquet(rows: Table, chance: Chance) -> bytes:
    """Columns of texts, of numbers or of lists, whatever their names say."""
    width = max(map(len, rows))
    even = [[*row, *[""] * (width - len(row))] for row in rows[1:]]
    names = [*rows[0], *[""] * width][:width]
    columns = [pa.array([row[n] for row in even], pa.string()) for n in range(width)]
    if even and chance.random() < 0.3:
        columns[chance.randrange(width)] = chance.choice((
            pa.array([[n] for n in range(len(even))]),
            pa.array([Decimal(n) / 4 for n in range(len(even))]),
            pa.array([n * 10**15 for n in range(len(even))], pa.timestamp("ns", "Asia/Almaty")),
            pa.array([float("nan")] * len(even)),
            pa.array([b"\xff"] * len(even)).dictionary_encode(),
            pa.nulls(len(even)),
        ))  # fmt: skip
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, names), file)
    return broken(file.getvalue(), chance)


def as_dump(rows: Table, chance: Chance) -> bytes:
    """Statements of a dump, in which a cell may hold a quotation mark or a semicolon."""
    names = ", ".join(f"`{name}`" for name in rows[0])
    told = [
        "("
        + ", ".join(chance.choice(("NULL", "'" + c.replace("'", "''") + "'")) for c in row)
        + ")"
        for row in rows[1:]
    ]
    text = f"CREATE TABLE `sales` ({', '.join(f'`{n}` text' for n in rows[0])});\n"
    values = ",\n".join(told)
    text += f"INSERT INTO `sales` ({names}) VALUES\n{values};\n" if told else ""
    return broken(text.encode("utf-8", "replace"), chance)


def as_zip(rows: Table, chance: Chance) -> bytes:
    """An archive of an export, which is to be unpacked."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(chance.choice(("sales.csv", "xl/a.xml", "content.xml")), b"Date;Amount")
        archive.writestr("b.csv", as_csv(rows, chance))
    return broken(file.getvalue(), chance)


FORMS: tuple[tuple[str, Callable[[Table, Chance], bytes]], ...] = (
    *[("sales.csv", as_csv)] * 5, *[("a.xlsx", as_xlsx)] * 3, ("a.parquet", as_parquet),
    ("a.parquet", as_parquet), ("a.sql", as_dump), ("a.sql", as_dump), ("a.zip", as_zip),
)  # fmt: skip


def without_a_part(raw: bytes, chance: Chance) -> bytes:
    """Workbook in which one part is broken or missing, though the zip around it is whole."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        names = old.namelist()
        bad = chance.choice(names)
        for name in names:
            if name != bad:
                new.writestr(name, old.read(name))
            elif chance.random() < 0.7:
                new.writestr(name, broken(old.read(name)[: chance.randrange(2000)], chance))
    return file.getvalue()


def engagement(file: str, chance: Chance) -> bytes:
    told = {
        "title": "Acme",
        "customers_are": chance.choice(("companies", "people")),
        "settings": {"intake": {"rejected_at_most": 1.0}},
        "tables": {
            "sales": {"files": file, "columns": {k.lower(): k for k in HEADER}},
        },
    }
    if chance.random() < 0.2:
        told[chance.choice(("as_of", "currency", "language", "title"))] = chance.choice(CELLS)
    raw = yaml.safe_dump(told, allow_unicode=True).encode()
    return broken(raw, chance) if chance.random() < 0.1 else raw


def read(seed: int, folder) -> str:
    """Read one variant; how it ended, in a word."""
    chance = random.Random(seed)
    acme = folder / "data" / "acme"
    acme.mkdir(parents=True, exist_ok=True)
    name, write = chance.choice(FORMS)
    for old in acme.iterdir():
        old.unlink()
    (acme / name).write_bytes(write(spoiled(table(chance), chance), chance))
    (acme / "engagement.yml").write_bytes(engagement(name, chance))
    try:
        records = load("acme", folder / "data", folder / "reports")
        rows = records.passport
        lost = rows["rows_read"] - rows["rows_accepted"] - rows["rows_rejected"]
        assert lost.eq(0).all(), seed
        assert rows["rows_accepted"].sum() == records.sales.count().execute(), seed
        heaps = sum(c["rows"] for c in records.intake("sales")["counts"])
        aside = records.set_aside.filter(like="rows_").to_numpy().sum()
        assert heaps == rows["rows_read"].sum() + aside, seed
        assert rows["rows_rejected"].sum() == len(records.rejected("sales")), seed
    except ClientDataError as refused:
        said = str(refused)
    else:
        return "read"
    assert 0 < len(said) < 50_000, seed
    return "refused"


def read_all(seeds: range, folder) -> None:
    ended = [read(seed, folder) for seed in seeds]
    assert {"read", "refused"} <= set(ended)  # else the fuzz tries nothing


def test_some_dozens_of_spoiled_files_are_read_or_refused_and_no_row_is_lost(tmp_path):
    read_all(range(36), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(ROUNDS))
def test_hundreds_of_spoiled_files_are_read_or_refused_and_no_row_is_lost(tmp_path, round_):
    first = 1_000 + round_ * ROUND
    read_all(range(first, first + ROUND), tmp_path)
