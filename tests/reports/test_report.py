"""Is what ``make report CLIENT=sample`` leaves behind complete, true, and fit to be shown?"""

import csv
import json
import re
from datetime import date

import openpyxl
import pandas as pd
import pytest
import yaml
from babel.messages.pofile import read_po
from lxml import html

from helpers import project
from helpers.records.schema import TABLES
from tests import documents

pytestmark = pytest.mark.slow

SAMPLE = project.ROOT / "data" / "sample"
SHOWN = ("handout.html", "facilitator.html", "index.html", "appendix.html", "slides.html")
BOOKS = ("handout.pdf", "facilitator.pdf")
OFFICE = ("slides.pptx", "tables.xlsx")
WHOLE = {*SHOWN, *BOOKS, *OFFICE, "manifest.json", "customers", "notebooks", "rejected", "tables"}
CUTS = ("customer", "product", "category", "manager", "branch")
COLUMNS = {  # that others may rely on
    "passport": "table file rows_read rows_accepted rows_rejected rows_total_lines amount_read "
    "amount_accepted amount_rejected",
    "pareto": "customer amount share share_so_far",
    "vintages": "year vintage customers amount share",
    **{
        f"abc_xyz_{cut}": "as_of item amount abc period active_share xyz rhythm xyz_rhythm "
        "variation xyz_variation"
        for cut in CUTS
    },
    "migration": "span from to customers amount",
    "signals": "customer signal base recent change p_value at_stake",
    "churn_scores": "customer probability rank reasons",
    "churn_evaluation": "model auc auc_low auc_high average_precision brier top_decile_lift chosen",
    "winback": "customer priority probability_leaves probability_returns at_stake expected_gain "
    "last_purchase what_changed manager decision_maker contact why",
}
CYRILLIC = re.compile("[А-Яа-яЁё]{2,}")
ODD_NUMBERS = re.compile(
    r"(?<![\w#./-])-?\d+(?:\.\d+)?e[+-]?\d+(?!\w)|\b(?:nan|NaN|NaT|inf|null)\b|<NA>"
    r"|\bNone\b(?! of)|\d[.,]\d{6,}|--\d"
)
NAMED = {"facilitator.html", "facilitator.pdf", "tables.xlsx"}  # for who leads and who calls
COMPANY = "Fleet"  # the type of a card: its name hides nobody
SLOT = re.compile(r"%\(\w+\)s|%%|\s+")


@pytest.fixture(scope="session")
def truths():
    return yaml.safe_load((SAMPLE / "truths.yml").read_text("utf-8"))


@pytest.fixture(params=["en", "ru"])
def spoken(request):
    return request.param


@pytest.fixture
def pack(sample_pack, spoken):
    return sample_pack(spoken)


@pytest.fixture
def table(sample_pack):
    def read(name):
        codes = {"customer": "str", "item": "str"}
        return pd.read_csv(sample_pack() / "tables" / f"{name}.csv", dtype=codes)

    return read


@pytest.fixture(scope="session")
def cards():
    with (SAMPLE / "clients.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def said(path, language):
    """Text of a document in its own language, without the code that the appendix shows."""
    if path.suffix != ".html":
        return documents.text_of(path)
    tree = html.fromstring(path.read_text("utf-8"))
    for other in tree.xpath(f"//pre|//style|//script|//body//*[@lang and @lang!='{language}']"):
        other.drop_tree()
    alts = tree.xpath("//@alt|//@aria-label")
    return "\n".join([*tree.itertext(), *alts])


def names_in(cards):
    """First and last names of the people on cards and behind them."""
    people = {card["Full name"] for card in cards if card["Type"] != COMPANY}
    people |= {card["Who decides"] for card in cards} - {""}
    names = {tuple(name.split()) for name in people}
    assert {len(name) for name in names} == {2}  # so that pairs of words find them
    return names


def pairs_of(content):
    """Words of a text, each with the one after it."""
    words = re.findall(r"[^\W\d_]+", content)
    return {*zip(words, words[1:], strict=False)}


class TestWhole:
    def test_every_document_is_there_and_every_chapter_was_made(self, pack, spoken):
        assert {path.name for path in pack.iterdir() if path.name[0] != "."} == {*WHOLE}
        told = json.loads((pack / "manifest.json").read_text("utf-8"))
        assert told["language"] == spoken
        assert {c["name"]: c["status"] for c in told["chapters"] if c["status"] != "made"} == {}
        asked = {path.stem for path in project.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")}
        assert {c["name"] for c in told["chapters"]} == {n for n in asked if not n.startswith("15")}
        assert all(path.stat().st_size for path in documents.files(pack))

    def test_no_path_of_this_machine_is_in_any_file(self, pack):
        places = (str(project.ROOT).encode(), str(pack.parent).encode(), b"ipykernel_")
        for path in documents.files(pack):
            content = documents.inside(path)
            assert [place for place in places if place in content] == [], path.name

    def test_numbers_are_written_as_people_write_them(self, pack, spoken):
        for name in SHOWN:
            text = said(pack / name, spoken)
            odd = [text[max(m.start() - 40, 0) : m.end() + 20] for m in ODD_NUMBERS.finditer(text)]
            assert odd == [], name

    def test_the_numbers_of_the_tables_are_the_same_in_both_languages(self, sample_pack):
        english, russian = (sample_pack(spoken) / "tables" for spoken in ("en", "ru"))
        for path in sorted(english.iterdir()):
            one, two = (pd.read_csv(f / path.name) for f in (english, russian))
            assert list(one.columns) == list(two.columns), path.name
            for name in one.select_dtypes("number"):  # rows may stand in the order of their words
                assert sorted(one[name].dropna()) == sorted(two[name].dropna()), (path.name, name)


class TestTables:
    @pytest.mark.parametrize("name", COLUMNS)
    def test_a_table_has_the_columns_that_others_rely_on(self, table, name):
        wanted = COLUMNS[name].split()
        assert list(table(name).columns)[: len(wanted)] == wanted

    def test_tables_are_utf_8_with_iso_days_and_plain_numbers(self, sample_pack):
        for path in sorted((sample_pack() / "tables").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            for row in rows[:2000]:
                for name, value in row.items():
                    assert value not in ("nan", "None", "NaT", "True", "False"), (path.name, name)
                    assert not re.fullmatch(r"-?\d[\d.]*e[-+]?\d+", value), (path.name, name)
                    if name in ("as_of", "last_purchase", "date", "month") and value:
                        assert date.fromisoformat(value), (path.name, name)

    def test_every_finding_names_a_table_that_is_there(self, sample_pack):
        told = json.loads((sample_pack() / "manifest.json").read_text("utf-8"))
        there = {path.stem for path in (sample_pack() / "tables").glob("*.csv")}
        known = {*there, *TABLES}  # results, and what the client brought
        assert {f["trail"]["table"] for f in told["findings"]} <= known


class TestTruths:
    def test_rows_and_money_of_every_file_are_accounted_for(self, table, truths):
        passport = table("passport").set_index("file")
        for file, true in truths["sales_files"].items():
            row = passport.loc[file]
            assert row["rows_read"] == true["rows"], file
            assert row["rows_rejected"] == true["rejected"], file
            assert row["rows_total_lines"] == true["totals"], file
            assert row["amount_accepted"] == pytest.approx(true["amount_accepted"], abs=0.005)
            assert row["amount_rejected"] == pytest.approx(true["amount_rejected"], abs=0.005)

    def test_the_largest_fifth_brings_what_was_planted(self, table, truths):
        pareto = table("pareto")
        top = pareto.head(round(len(pareto) * 0.2))["share"].sum()
        assert len(pareto) == truths["sales"]["customers"]
        assert top == pytest.approx(truths["money"]["revenue_of_top_fifth"], abs=0.001)

    def test_old_money_is_told_from_new(self, table):
        years = table("vintages").groupby("year")["share"].sum()
        assert years.to_dict() == pytest.approx(dict.fromkeys(range(2022, 2026), 1.0), abs=1e-4)
        first = table("vintages").query("year == 2022")
        assert first["vintage"].tolist() == ["before records"]  # nobody is new in the first year

    def test_planted_changes_of_habit_are_found(self, table, truths):
        rows = table("signals")
        # a silence is called by its step: who stopped three months ago is late, not yet gone
        named = rows["signal"].replace(["late", "left"], "gone")
        found = rows.groupby(named)["customer"].agg(set)
        planted = {k: set(v) for k, v in truths["signals"].items() if k != "from"}
        caught = {name: len(found.get(name, set()) & who) for name, who in planted.items()}
        assert all(count >= 3 for count in caught.values()), caught
        assert sum(caught.values()) >= 20, caught


class TestLanguage:
    def test_no_cyrillic_in_the_english_pack(self, sample_pack):
        for name in (*SHOWN, *OFFICE):
            assert CYRILLIC.findall(said(sample_pack() / name, "en"))[:5] == [], name

    def test_no_english_sentence_in_the_russian_pack(self, sample_pack):
        english = _fragments()
        for name in (*SHOWN, *OFFICE):
            text = " ".join(said(sample_pack("ru") / name, "ru").split())
            assert sorted(f for f in english if f in text)[:5] == [], name


def _fragments():
    """Pieces of three words and more of all that the workbook can say in English."""
    path = project.LOCALES / "ru" / "LC_MESSAGES" / "workbook.po"
    with path.open("rb") as file:
        messages = [m for m in read_po(file, locale="ru") if m.id]
    forms = [form for m in messages for form in (m.id if isinstance(m.id, tuple) else (m.id,))]
    pieces = (
        " ".join(piece.split())
        for form in forms
        for piece in re.split(r"%\(\w+\)s|%%|[*`_]+|\n", form)
    )
    return {piece for piece in pieces if len(re.findall("[A-Za-z]{2,}", piece)) >= 3}


class TestPeople:
    """Most of the sample's customers are people: who leads and who calls them knows their names."""

    def test_no_name_and_no_way_of_reaching_anybody_is_in_what_the_room_reads(self, pack, cards):
        names, ways = names_in(cards), {c[way] for c in cards for way in ("Phone", "E-mail")} - {""}
        for path in documents.files(pack):
            content = documents.inside(path).decode("utf-8", "replace")
            if not (by_name := path.name in NAMED or path.parent.name in ("customers", "rejected")):
                assert names & pairs_of(content) == set(), path.name
            if not by_name or path.stem == "facilitator":
                assert "@example.com" not in content, path.name
                assert ways & {*re.findall(r"\+000 ?\d+", content)} == set(), path.name

    @pytest.mark.parametrize("book", ["facilitator.html", "facilitator.pdf"])
    def test_who_leads_reads_whom_a_list_is_about(self, pack, cards, book):
        assert len(names_in(cards) & pairs_of(documents.text_of(pack / book))) > 10

    def test_the_page_of_a_person_names_that_person(self, pack, cards):
        told = {card["Code"]: card["Full name"] for card in cards}
        pages = [path for path in (pack / "customers").glob("*.html") if path.stem in told]
        assert len(pages) > 50
        for path in pages[:50]:
            assert told[path.stem] in documents.text_of(path), path.name

    def test_the_lists_to_act_on_tell_whom_to_call_and_how(self, pack, cards):
        book = openpyxl.load_workbook(pack / "tables.xlsx", read_only=True)
        told = {str(v) for sheet in book for row in sheet.iter_rows(values_only=True) for v in row}
        assert len(told & {card["Full name"] for card in cards}) > 50
        assert told & {card["Phone"] for card in cards} - {""}
        assert told & {card["E-mail"] for card in cards} - {""}

    def test_result_tables_know_customers_by_their_codes_alone(self, sample_pack):
        for path in sorted((sample_pack() / "tables").glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                assert not {"name", "phone", "email"} & {*next(csv.reader(file))}, path.name

    def test_no_chapter_and_no_analysis_asks_for_full_names(self):
        # charts draw letters as shapes: no search finds a name in them
        source = project.ROOT / "src" / "helpers"
        layers = [source / name for name in ("analysis", "figures", "show")]
        chapters = [p for p in project.NOTEBOOKS.glob("*.ipynb") if not p.stem.startswith("15")]
        sources = [*chapters, *(p for f in layers for p in f.rglob("*.py"))]
        assert [p.name for p in sources if "full_names" in p.read_text("utf-8")] == []
