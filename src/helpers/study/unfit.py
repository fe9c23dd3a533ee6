"""Which seeds are not given out, since a truth that was planted cannot be found?"""

UNFIT: frozenset[int] = frozenset()
