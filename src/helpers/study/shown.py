"""How does the trainee see what became of an answer? A word, not only a colour; text, no script."""

from html import escape

from IPython.display import display

from helpers.language import N_, tr
from helpers.study.answers import NOT_TRIED, RIGHT, WRONG, Outcome

LOOKS = {  # colour of the rule and sign before the word
    RIGHT: ("#1b6e3c", "✓", N_("Right.")),
    WRONG: ("#b3261e", "✗", N_("Not yet.")),
    NOT_TRIED: ("#767676", "…", N_("Not tried.")),
}
BOX = "border-left:4px solid {colour};padding:.4em .9em;margin:.4em 0;max-width:46em"


def outcome(id: str, found: Outcome, because: str = "", lost: str = "") -> None:
    """Show the state of an exercise with its sentence; ``because`` explains a mistake."""
    colour, sign, word = LOOKS[found.state]
    head = f"<strong>{sign} {escape(id)} {escape(tr(word))}</strong> {escape(found.says)}"
    below = [text for text in (because, lost) if text]
    more = "".join(f'<p style="margin:.4em 0 0">{escape(text)}</p>' for text in below)
    words = " ".join(filter(None, (sign, id, tr(word), found.says, *below)))
    _show(f'<div style="{BOX.format(colour=colour)}">{head}{more}</div>', words)


def hints(id: str, told: list[str], more: str) -> None:
    """Show hints, numbered, the newest last."""
    items = "".join(f"<li>{escape(text)}</li>" for text in told)
    head = escape(tr("Hints for %(id)s") % {"id": id})
    foot = f'<div style="color:#595959">{escape(more)}</div>' if more else ""
    _show(
        f'<div style="{BOX.format(colour="#1f4e79")}"><strong>{head}</strong>'
        f'<ol style="margin:.2em 0">{items}</ol>{foot}</div>',
        "\n".join([f"{n}. {text}" for n, text in enumerate(told, 1)] + [more]).strip(),
    )


def remark(text: str) -> None:
    """Show a sentence; its lines stay lines."""
    lines = "<br>".join(map(escape, text.split("\n")))
    _show(f'<div style="{BOX.format(colour="#1f4e79")}">{lines}</div>', text)


def page(html: str, text: str) -> None:
    """Show something larger, of which ``text`` is what a reader without a screen hears."""
    _show(html, text)


def _show(html: str, text: str) -> None:
    display({"text/html": html, "text/plain": text}, raw=True)
