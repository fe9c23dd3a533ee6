"""What is a doubt, before it is said in a language?"""

from decimal import Decimal
from typing import Any

Doubt = tuple[str, dict[str, object]]  # sentence as it is marked for translation, and its values


def exact(money: Any) -> str:
    """Money as JSON keeps it to the cent; nothing where there is none."""
    return "0" if money is None or money != money else format(Decimal(money), "f")


def cents(money: float) -> str:
    """Money that was summed as a float, as JSON keeps it."""
    return format(round(money, 2), ".2f")
