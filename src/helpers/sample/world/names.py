"""What are the invented people and firms called?

Surnames are put together from pieces, so that none of them is a word of the handouts.
"""

from typing import NamedTuple

import numpy as np

from helpers.sample.world.chance import SEED


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words(
    "Ada Adrian Agnes Albin Alina Anton Bela Benno Boris Carla Clara Dario David Diana Edgar Elena "
    "Elisa Emil Erika Felix Flora Frida Georg Hanna Hugo Ines Irena Ivan Jana Julia Kaspar Klara "
    "Lena Leon Lidia Lukas Magda Maria Martin Mila Monika Natalia Nikola Olga Oskar Paul Paula "
    "Robert Roman Rosa Samuel Selma Stefan Tamara Teo Teresa Valentin Vera Viola Zita"
)
STEMS = _words(
    "Alm Bard Bers Dorn Ebel Fal Garn Hov Ild Kalm Kors Lind Marv Nord Orl Pal Rad Sand Sel Tarm "
    "Ulv Vald Varn Vest Zel Brom Drev Gris Halv Jarn Krem Lasn Morv Nelb Olm "
    "Prask Rusk Skel Tren Vorn"
)
ENDINGS = _words("ander bek dahl een gard holt ik insk mann mo ner ovski rud sen strem vik")
TRADES = _words(
    "Logistics Taxi Bakery Construction Plumbing Couriers Catering Rentals Cleaning Furniture "
    "Electric Gardens Pharmacy Security Travel"
)


class Pool(NamedTuple):
    """Pieces that names are put together from."""

    first: list[str]
    stems: list[str]
    endings: list[str]
    firm: str  # ending of the name of a firm


OURS = Pool(FIRST, STEMS, ENDINGS, "ia")
OTHERS = Pool(
    _words(
        "Alba Amos Arno Astrid Basil Berta Bruno Celia Cyril Dora Edda Egon Elin Emma Ernst Fabian "
        "Fanny Gerda Gideon Gustav Heda Henrik Hilda Igor Ilja Inga Isak Jakob Jarmila Jonas Josef "
        "Judith Karel Katja Konrad Lars Leda Linus Lore Lydia Malin Marius Mats Mirko Nadja Noel "
        "Olaf Otto Petra Piotr Ragna Rita Rolf Ruth Signe Sven Tilda Tora Ulrich Ursula Viktor "
        "Walter Wanda Yara Zora"
    ),
    _words(
        "Ald Bolm Brun Cral Dest Elk Fenn Gral Hald Ims Jord Karn Lund Mald Nest Obr Pran Quel "
        "Rost Stal Thorn Umb Velk Wend Yst Zarn Blom Dral Frost Glan Hask Jels Klim Lorn Moss "
        "Narv Osk Plen Rind Storn"
    ),
    _words("aker berg dorf ev feld gren hus itz land mark nik off quist ros stad tal wald"),
    "en",
)


def pool_of(seed: int) -> Pool:
    """Pieces of names for the company of a seed: those of seed 2025 are its own."""
    return OURS if seed == SEED else OTHERS


def people_names(count: int, rng: np.random.Generator, pool: Pool = OURS) -> np.ndarray:
    """``count`` different full names."""
    surnames = [stem + ending for stem in pool.stems for ending in pool.endings]
    pairs = rng.choice(len(pool.first) * len(surnames), size=count, replace=False)
    first = pool.first
    full = [f"{first[p % len(first)]} {surnames[p // len(first)]}" for p in pairs]
    return np.array(full, dtype=object)


def firm_names(count: int, rng: np.random.Generator, pool: Pool = OURS) -> np.ndarray:
    """``count`` different names of firms."""
    stems = pool.stems
    pairs = rng.choice(len(stems) * len(TRADES), size=count, replace=False)
    full = [f"{stems[p % len(stems)]}{pool.firm} {TRADES[p // len(stems)]}" for p in pairs]
    return np.array(full, dtype=object)
