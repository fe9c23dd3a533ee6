"""Which mistakes are expected, and what is said about them?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """A way to be wrong that many go.

    Parameters
    ----------
    kind
        One word or two, the same wherever this mistake is made: grades are counted by it.
    says
        What the trainee reads the first time: what is wrong, not what would be right.
    because
        What opens when the same mistake was made three times: why it is one, and how to see it.
    """

    kind: str
    says: str
    because: str
