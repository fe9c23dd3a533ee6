"""How is a time to answer said?"""

from helpers.language import forms, ntr, number

MINUTES, DAY_HOURS, DAYS_FROM = 60, 24, 48
MINUTE = forms("%(n)s minute", "%(n)s minutes")
HOUR = forms("%(n)s hour", "%(n)s hours")
DAY = forms("%(n)s day", "%(n)s days")


def said(hours: float) -> str:
    """A time in words: minutes under an hour, days from two on, where they are whole.

    >>> said(0.25), said(24), said(72), said(4.5)
    ('15 minutes', '24 hours', '3 days', '4.5 hours')
    """
    if hours < 1:
        return _with(MINUTE, round(hours * MINUTES))
    if hours >= DAYS_FROM and hours % DAY_HOURS == 0:
        return _with(DAY, hours / DAY_HOURS)
    return _with(HOUR, hours)


def _with(words: tuple[str, str], n: float) -> str:
    whole = float(n).is_integer()
    return ntr(*words, int(n) if whole else 2) % {"n": number(n, 0 if whole else 1)}
