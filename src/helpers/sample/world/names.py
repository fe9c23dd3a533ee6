"""What are the invented people and firms called?

Surnames are put together from pieces, so that none of them is a word of the handouts.
"""

import numpy as np


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


def people_names(count: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` different full names."""
    surnames = [stem + ending for stem in STEMS for ending in ENDINGS]
    pairs = rng.choice(len(FIRST) * len(surnames), size=count, replace=False)
    full = [f"{FIRST[p % len(FIRST)]} {surnames[p // len(FIRST)]}" for p in pairs]
    return np.array(full, dtype=object)


def firm_names(count: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` different names of firms."""
    pairs = rng.choice(len(STEMS) * len(TRADES), size=count, replace=False)
    full = [f"{STEMS[p % len(STEMS)]}ia {TRADES[p // len(STEMS)]}" for p in pairs]
    return np.array(full, dtype=object)
