"""A report that is asked to be opened is opened at its first page, and no other."""

import webbrowser

import pytest

from helpers.commands import clients


@pytest.mark.parametrize("asked", [True, False])
def test_the_first_page_is_opened_where_it_is_asked_for(tmp_path, monkeypatch, asked):
    opened = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    pack = tmp_path / "отчёт клиента"
    pack.mkdir()
    (pack / "index.html").touch()
    assert clients._handed_out(pack, None, asked) == 0
    assert opened == [(pack / "index.html").as_uri()][:asked]
