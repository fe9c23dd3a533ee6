import pytest

from helpers.records.engagement.formula import resolve


def shown(text, names):
    def show(node):
        if node.operation == "column":
            return names[node.index]
        if node.operation == "number":
            return node.value
        return f"({' '.join([node.operation, *map(show, node.parts)])})"

    return show(resolve(text, names))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("Price", "Price"),
        ("quantity * price", "(* Quantity Price)"),
        ("Quantity * Unit price - Off", "(- (* Quantity Unit price) Off)"),
        ("Quantity * (Price - Off)", "(* Quantity (- Price Off))"),
        ("Price / 1.2", "(/ Price 1.2)"),
        ("-Price", "(negative Price)"),
        ("Price - Off - 1", "(- (- Price Off) 1)"),
        ("Net-Sales + Off", "(+ Net-Sales Off)"),
        ("Net-Sales", "Net-Sales"),
        ("Сумма (без НДС) * Quantity", "(* Сумма (без НДС) Quantity)"),
    ],
)
def test_columns_may_hold_blanks_and_signs(text, tree):
    names = ["Quantity", "Price", "Unit price", "Off", "Net-Sales", "Сумма (без НДС)"]
    assert shown(text, names) == tree


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Quantity * Prise", r"there is no column 'Prise'\. Did you mean 'Price'"),
        ("Quantity *", "a column is missing"),
        ("(Quantity", "a parenthesis is not closed"),
        ("Quantity Price", "there is no column 'Quantity Price'"),
        ("Quantity + Price)", r"cannot read '\)'"),
        ("__import__('os')", "there is no column '__import__'"),
        ("(" * 100 + "Price" + ")" * 100, "nested too deeply"),
        ("Price + " * 100 + "Price", "longer than 500"),
    ],
)
def test_what_is_no_arithmetic_of_columns_is_told(text, problem):
    with pytest.raises(ValueError, match=problem):
        resolve(text, ["Quantity", "Price"])
