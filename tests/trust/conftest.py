"""A client made for one test, as the tests of the records make it."""

from tests.records.conftest import client, sales_of

__all__ = ["client", "sales_of"]
