"""What did the client bring? Exports as they came become typed tables, and nothing is lost."""

from typing import Any

from helpers.records.load import Records, load

__all__ = ["Records", "begin", "check", "load", "names", "new_client"]


def __getattr__(name: str) -> Any:
    """Give the commands that chapters never need, without their imports at every start."""
    if name == "check":
        from helpers.records.first_look import check

        return check
    if name == "begin":
        from helpers.records.proposal.new import begin

        return begin
    if name == "names":
        from helpers.records.naming.proposed import names

        return names
    if name == "new_client":
        from helpers.records.engagement.request.begin import new_client

        return new_client
    raise AttributeError(f"helpers.records has no {name!r}")
