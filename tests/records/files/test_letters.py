"""Encodings of text files as clients send them: found out, or refused with a way out."""

import pytest

from helpers.errors import ClientDataError
from helpers.records.sources.encodings import _eight_bit
from tests.records.files.seen import HEAD, amounts, some


@pytest.mark.parametrize(
    ("encoding", "found"),
    some([
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1251", "cp1251"),
        ("cp866", "cp866"),
        ("koi8-r", "koi8-r"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("mac-cyrillic", "mac-cyrillic"),
        ("iso8859-5", "iso8859-5"),
    ]),
)  # fmt: skip
def test_russian_text_is_read_in_every_encoding(sales_of, encoding, found):
    text = "Дата;Контрагент;Сумма\r\n05.03.2024;Ромашка и Ко;10,50\r\n06.03.2024;Заря;1,25\r\n"
    columns = {"date": "Дата", "customer": "Контрагент", "amount": "Сумма"}
    records = sales_of(text.encode(encoding), columns=columns)
    assert records.frame("sales")["customer"].tolist() == ["Ромашка и Ко", "Заря"]
    assert amounts(records) == [10.5, 1.25]
    assert f" {found} " in records.formats["format"][0]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1251", "Їжак Є"),
        ("koi8-u", "Їжак"),
        ("mac-cyrillic", "Ромашка"),
        ("cp1253", "Καφενείο"),
        ("iso8859-7", "Καφενείο"),
        ("iso8859-2", "Żółć Łódź"),
        ("cp1250", "Żółć Łódź"),
    ],
)
def test_names_of_other_countries_are_read_as_they_are_written(encoding, name):
    sample = f"2024-03-05,{name} 1,5\n".encode(encoding) * 60
    assert sample.decode(_eight_bit(sample)).startswith(f"2024-03-05,{name} 1")


def test_western_letters_are_not_taken_for_russian_ones(sales_of):
    records = sales_of((HEAD + "2024-03-05,Café Müller,5\n").encode("cp1252"))
    assert records.frame("sales")["customer"].tolist() == ["Café Müller"]


def test_one_foreign_byte_far_down_changes_nothing_but_its_cell(sales_of):
    rows = "".join(f"2024-03-05,Ромашка {i},1\n" for i in range(500)).encode()
    records = sales_of(HEAD.encode() + rows + b"2024-03-05,caf\xe9,1\n")
    assert len(amounts(records)) == 501
    assert records.frame("sales")["customer"][0] == "Ромашка 0"


def test_rows_of_another_encoding_break_their_own_names_only(sales_of):
    good = "2024-03-05,Ромашка,1\n2024-03-06,Заря,2\n".encode()
    records = sales_of(HEAD.encode() + good * 3 + "2024-03-07,Берёзка,3\n".encode("cp1251"))
    assert records.frame("sales")["customer"][0] == "Ромашка"
    assert sum(amounts(records)) == 12
    assert "some bytes do not fit the encoding utf-8" in records.notes[0]


def test_a_wrong_encoding_in_the_engagement_is_told(sales_of):
    with pytest.raises(ClientDataError, match=r"cannot be read as ascii.*found out"):
        sales_of(HEAD + "2024-03-05,Ромашка,5\n", format={"encoding": "ascii"})


def test_nul_bytes_are_taken_out(sales_of):
    records = sales_of(HEAD.encode() + b"2024-03-05,ann\x00,5\x00\n2024-03-06,bob,6\n")
    assert records.frame("sales")["customer"].tolist() == ["ann", "bob"]
    assert amounts(records) == [5, 6]
