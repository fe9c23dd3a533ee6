import pytest
import yaml

from helpers import project
from helpers.errors import ClientDataError
from helpers.figures import theme
from helpers.handouts.brand import DEFAULT, contrast, load_brand
from helpers.runs.by_hand import lab
from tests.runs import small

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c636000000002000148afa4710000000049454e44ae426082"
)


def _own(folder, **values):
    (folder / "brand.yml").write_text(yaml.safe_dump(values, allow_unicode=True), "utf-8")
    return folder


def test_without_a_file_of_the_client_the_default_stands(tmp_path):
    assert load_brand(tmp_path) == load_brand()
    assert load_brand().logo is None


def test_a_file_of_the_client_changes_what_it_names(tmp_path):
    brand = load_brand(_own(tmp_path, firm="Müller & Söhne", colours={"accent": "#102030"}))
    assert (brand.firm, brand.colours.accent) == ("Müller & Söhne", "#102030")
    assert brand.colours.ink == load_brand().colours.ink
    assert brand.colours.of_charts()["accent"] == "#102030"


def test_the_logo_stands_beside_the_file(tmp_path):
    (tmp_path / "logo.png").write_bytes(PIXEL)
    brand = load_brand(_own(tmp_path, logo="logo.png"))
    assert brand.logo_url().startswith("data:image/png;base64,iVBOR")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"colour": {}}, "Did you mean 'colours'?"),
        ({"colours": {"acent": "#102030"}}, "Did you mean 'accent'?"),
        ({"colours": {"accent": "blue"}}, "must be a colour like"),
        ({"colours": {"accent": "#fafafa"}}, "too pale"),
        ({"colours": "#fafafa"}, "'colours' must be keys"),
        ({"colours": {"accent": "#1f4e79; } body { display: none"}}, "must be a colour like"),
        ({"firm": 7}, "'firm' must be text"),
        ({"firm": "x" * 121}, "must fit on a line"),
        ({"logo": "nowhere.svg"}, "No logo 'nowhere.svg'"),
        ({"logo": "../../secret.png"}, "No logo"),
        ({"fonts": {"text": "Comic Sans"}}, "No font 'Comic Sans'"),
        ({"fonts": {"text": 'PT Sans"; } body { x: "'}}, "No font"),
    ],
)
def test_a_fault_is_said_with_its_repair(tmp_path, values, said):
    with pytest.raises(ClientDataError, match="brand.yml cannot be used") as told:
        load_brand(_own(tmp_path, **values))
    assert said in str(told.value)


def test_all_faults_are_said_at_once(tmp_path):
    with pytest.raises(ClientDataError) as told:
        load_brand(_own(tmp_path, logo="x.svg", firm=1, colours={"ink": "black"}))
    assert str(told.value).count("\n- ") == 3


def test_a_file_that_is_not_yaml_is_refused(tmp_path):
    (tmp_path / "brand.yml").write_text("firm: [", "utf-8")
    with pytest.raises(ClientDataError, match="is not readable YAML"):
        load_brand(tmp_path)


def test_the_default_can_be_read_on_paper_and_on_screen():
    colours = yaml.safe_load(DEFAULT.read_text("utf-8"))["colours"]
    assert all(contrast(colours[c], "#ffffff") >= 4.5 for c in ("ink", "muted", "accent", "signal"))


def test_an_unknown_firm_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(ClientDataError, match="Did you mean 'default'"):
        load_brand(tmp_path, "defalt")
    with pytest.raises(ClientDataError, match="No brand"):
        load_brand(tmp_path, "../../etc/passwd")


def test_a_firm_has_a_file_of_its_own_and_the_client_has_the_last_word(tmp_path, monkeypatch):
    firms, client = tmp_path / "brand", tmp_path / "client"
    firms.mkdir()
    client.mkdir()
    (firms / "default.yml").write_bytes(DEFAULT.read_bytes())
    (firms / "north.yml").write_text('firm: North\ncolours: {accent: "#102030"}', "utf-8")
    monkeypatch.setattr("helpers.handouts.brand.DEFAULT", firms / "default.yml")
    brand = load_brand(_own(client, firm="North for Acme"), "north")
    assert (brand.firm, brand.colours.accent) == ("North for Acme", "#102030")


def test_the_lab_draws_in_the_colours_of_the_firm(tmp_path, monkeypatch):
    small.client(tmp_path / "data")
    _own(tmp_path / "data" / "acme", colours={"accent": "#102030"})
    told = lab.surroundings(small.order(tmp_path), "en")
    monkeypatch.setenv(project.called("colours"), told[project.called("colours")])
    theme.apply()
    try:
        assert theme.colour("accent") == "#102030"
        assert theme.colour("contrast") == load_brand().colours.contrast
    finally:
        theme.apply({})
