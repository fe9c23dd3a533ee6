"""Under which letter does the room read of a manager, and who stands behind a letter?"""

from helpers.analysis.commitments.promised import Promised
from helpers.analysis.commitments.served import Served
from helpers.analysis.definitions.naming.names_of_staff import Unnamed, letter
from helpers.language import tr


def letters(found: Served) -> dict[str, str]:
    """Letter of each manager who is judged, in the order of losses before customers are held equal.

    Returns
    -------
    Word by the manager's name.
    """
    mine = found.managers.loc[found.managers["judged"].astype(bool), "manager"]
    plain = mine.to_frame().assign(before=mine.map(found.before))
    ordered = plain.sort_values("before", ascending=False, kind="stable")["manager"]
    return {name: letter(place) for place, name in enumerate(ordered)}


def behind(found: Served | None, told: Promised | None) -> list[Unnamed]:
    """Whom the chapter tells apart without a name: managers by their letter, and a slow desk.

    Returns
    -------
    Nobody where nobody is told apart.
    """
    people = []
    if found is not None:
        of = letters(found)
        named = found.managers.loc[found.managers["named"].astype(bool), "manager"]
        people += [Unnamed(of[name], name) for name in named]
    if told is not None and told.desks is not None:
        slow = told.desks.loc[told.desks["named"].astype(bool), "employee"].iloc[:1]
        people += [Unnamed(tr("The desk of late answers"), name) for name in slow]
    return people
