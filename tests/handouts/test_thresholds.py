import pytest

from helpers import language
from helpers.handouts.thresholds import settings_part
from helpers.settings import AbcSettings, Settings
from tests.handouts import packs


@pytest.mark.parametrize(("spoken", "written"), [("en", "0.7"), ("ru", "0,7")])
def test_a_threshold_says_who_set_it(tmp_path, spoken, written):
    settings = Settings(abc=AbcSettings(a_below=0.7))
    language.use(spoken)
    part = settings_part(packs.pack(tmp_path, settings=settings, language=spoken))
    rows = {row[0]: row[1:] for row in part["blocks"][0]["cells"]}
    assert rows["abc.a_below"][0] == written
    assert rows["abc.a_below"][2] != rows["abc.b_below"][2]
    assert rows["churn.seed"][0] == "2013"
    assert rows["lifetime.months"][0] == "12, 24, 36"
