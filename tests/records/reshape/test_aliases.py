"""Names that somebody accepted as one are one; nothing else is."""

import pytest

from helpers.errors import ClientDataError

HEAD = "table,column,written,means,why,accepted\n"
SOLD = (
    "Day,Who,Sum,By\n2024-01-01,Acme,1,Berg A.\n2024-01-02,ACME,2,Ann Berg\n2024-01-03,Bolt,4,X\n"
)
SALES = {
    "files": "sold.csv",
    "columns": {"date": "Day", "customer": "Who", "amount": "Sum", "manager": "By"},
}


@pytest.fixture
def customers(read):
    def of(aliases, head=HEAD, column="customer"):
        content = aliases if isinstance(aliases, bytes) else head + aliases
        files = {"sold.csv": SOLD, "aliases.csv": content}
        return read(files, {"sales": SALES}).frame("sales")[column].tolist()

    return of


@pytest.mark.parametrize(
    ("accepted", "second"),
    [("yes", "Acme"), ("да", "Acme"), ("x", "Acme"), ("no", "ACME"), ("", "ACME")],
)
def test_only_what_is_accepted_is_merged(customers, accepted, second):
    assert customers(f"sales,customer,ACME,Acme,case,{accepted}\n") == ["Acme", second, "Bolt"]


def test_a_star_is_every_table_with_the_column(customers):
    assert customers("*,customer,ACME,Acme,,yes\n") == ["Acme", "Acme", "Bolt"]


def test_a_name_that_means_a_name_that_means_a_third_is_the_third(customers):
    rows = "*,customer,Bolt,ACME,,yes\nsales,customer,ACME,Acme,,yes\n*,customer,ACME,Acme,,yes\n"
    assert customers(rows) == ["Acme", "Acme", "Acme"]


def test_any_column_may_have_them(customers):
    assert customers("sales,manager,Berg A.,Ann Berg,,1\n", column="manager")[0] == "Ann Berg"


def test_a_spreadsheet_may_have_saved_it_in_its_own_way(customers):
    text = (HEAD + "sales,customer,ACME,Acme,case,да\n").replace(",", ";")
    assert customers(text.encode("cp1251")) == ["Acme", "Acme", "Bolt"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("sails,customer,ACME,Acme,,yes\n", "Did you mean 'sales'"),
        ("sales,custommer,ACME,Acme,,yes\n", "no column 'custommer'. Did you mean 'customer'?"),
        ("sales,customer,ACME,,,yes\n", "line 2: it is accepted, but"),
        ("sales,customer,ACME,Acme,,perhaps\n", "line 2: under accepted stands yes, no or nothing"),
        ("sales,customer,A,B,,yes\nsales,customer,A,C,,yes\n", "'B' in line 2"),
        ("sales,customer,A,B,,yes\nsales,customer,B,A,,yes\n", "in a circle: A → B → A"),
        ("sales,amount,1,2,,yes\n", "line 2: 'amount' holds no names"),
        ('sales,customer,A,"B,,yes\n', "line 2: a quotation mark"),
        ('sales,customer,A,"ООО "Лён"",,yes\n', "line 2: a quotation mark"),
    ],
)
def test_a_table_edited_into_nonsense_is_said(customers, rows, said):
    with pytest.raises(ClientDataError) as error:
        customers(rows)
    assert said in str(error.value)


def test_a_circle_is_told_once(customers):
    rows = "".join(f"sales,customer,{a},{b},,yes\n" for a, b in ("AB", "BC", "CB", "XC"))
    with pytest.raises(ClientDataError) as error:
        customers(rows)
    assert str(error.value).count("in a circle") == 1


def test_a_table_without_its_first_line_is_said(customers):
    with pytest.raises(ClientDataError, match="missing: table, column, written, means, accepted"):
        customers("sales,customer,ACME,Acme,,yes\n", head="")


def test_what_nobody_accepted_may_be_nonsense(customers):
    assert customers("sails,custommer,A,,,\n") == ["Acme", "ACME", "Bolt"]
