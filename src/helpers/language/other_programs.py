"""What does the fault mean that another program has found, in the language of the reader?

Libraries speak English, and of their own insides. What a consultant meets often is said in our
words; anything else as ``otherwise``, which the caller has for what nobody foresaw.
"""

import errno
import re

from helpers.language.text import N_, tr

_KNOWN: tuple[tuple[str, str], ...] = (
    # YAML
    (r"character '\\t'", N_("a tab stands where blanks are needed")),
    (r"mapping values are not allowed|could not find expected ':'",
     N_("a ':' is missing, or one too many")),
    (r"expected ',' or '[\]}]'|'<stream end>'", N_("a bracket is not closed")),
    (r"unexpected end of stream", N_("a quotation mark is not closed")),
    (r"expected <block end>|expected the node content|expected <document start>",
     N_("the line does not begin below those that it belongs to")),
    (r"another document", N_("'---' begins a second document, and one is expected")),
    (r"unknown escape character", N_("a '\\' before this sign: write the text in single quotes")),
    (r"special characters are not allowed", N_("a sign that no text can hold")),
    (r"undefined alias|alphabetic or numeric|cannot start any token|determine a constructor|"
     r"undefined tag|block scalar",
     N_("a value cannot begin with this sign")),
    (r"out of range|must be in \d|unconverted|isoformat", N_("there is no such day or time")),
    # databases
    (r"near \"(\S+?)\": syntax error|syntax error at or near \"(\S+?)\"|syntax error",
     N_("the query has a fault of grammar")),
    (r"no such table: (\S+)|relation \"?(\S+?)\"? does not exist", N_("there is no such table")),
    (r"no such column: (\S+)|column \"?(\S+?)\"? does not exist", N_("there is no such column")),
    (r"not authorized|read-only|readonly", N_("the query does more than read")),
    (r"not a database|malformed", N_("the file is no database, or is broken")),
    (r"is locked", N_("another program is writing it")),
    (r"password|authentication", N_("user or password is wrong")),
    (r"database .* does not exist", N_("there is no such database on this host")),
    (r"permission denied", N_("this user may not read it")),
    (r"Can't create a connection|timed? ?out|refused",
     N_("no database answers at this host and port")),
    # patterns
    (r"missing [\])]|unexpected \)|parenthesis", N_("a bracket is not closed")),
    (r"no argument for repetition|bad repetition|invalid repetition",
     N_("nothing stands before *, + or ?")),
)  # fmt: skip
_OF_THE_SYSTEM = {
    errno.EACCES: N_("there is no right to read it"),
    errno.EPERM: N_("there is no right to read it"),
    errno.ENOENT: N_("it is no longer there"),
    errno.EIO: N_("the disk cannot read it"),
}
_UNKNOWN = N_("the system does not give it")


def in_our_words(fault: str, otherwise: str) -> str:
    """Say what a library found; ``otherwise``, in the language in use, where it is not known.

    >>> in_our_words("found unexpected end of stream", "no YAML")
    'a quotation mark is not closed'
    >>> in_our_words("NodeVisitor lost", "no YAML")
    'no YAML'
    """
    for pattern, words in _KNOWN:
        if found := re.search(pattern, fault, re.IGNORECASE):
            return " ".join([tr(words), *(f"({name})" for name in found.groups() if name)])
    return otherwise


def of_the_system(error: OSError) -> str:
    """Say why the operating system does not give a file."""
    return tr(_OF_THE_SYSTEM.get(error.errno or 0, _UNKNOWN))
