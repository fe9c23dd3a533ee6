"""Which thresholds decide, and who set them?

Each subject is a small frozen dataclass; each field is a named threshold with its default,
its unit and its source. An engagement overrides any of them by name under ``settings:``.
Functions never see these objects: a chapter unpacks the numbers that it needs.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class IntakeSettings:
    """How dirty may a file be?"""

    rejected_at_most: float = 0.05  # share of rows (0–1) above which the run stops
    drop_duplicates: bool = False  # the same article twice on an invoice is common


@dataclass(frozen=True)
class ParetoSettings:
    """What counts as the top, and as most of the money?"""

    top: float = 0.20  # share of customers (0–1); Pareto's usual one
    most: float = 0.80  # share of revenue (0–1)
    even_below: float = 2.0  # times its share of heads; a top that brings less is no concentration


@dataclass(frozen=True)
class PortraitSettings:
    """When is a difference in the portrait of the key customer shown?"""

    smallest_group: int = 10  # customers; smaller groups are not shown
    false_discovery_rate: float = 0.05  # Benjamini–Hochberg
    generations_from: tuple[int, ...] = (1946, 1965, 1981, 1997)  # birth years; Pew Research


@dataclass(frozen=True)
class AbcSettings:
    """Where A and B end, as the cumulative share before the item (0–1)."""

    a_below: float = 0.80
    b_below: float = 0.95
    window_months: int = 12


@dataclass(frozen=True)
class XyzSettings:
    """How regular is regular? Method book §2.3."""

    x_from: float = 2 / 3  # share of periods with a purchase
    y_from: float = 1 / 3
    least_months: int = 3  # an item is never judged on fewer months
    rhythm_x_to: float = 0.5  # coefficient of variation of the gaps
    rhythm_y_to: float = 1.0
    rhythm_least_purchases: int = 4  # fewer = N, not enough history
    variation_x_to: float = 0.5  # coefficient of variation of the period values
    variation_y_to: float = 1.0  # the strict textbook preset is 0.10 and 0.25
    move_beyond: float = 0.02  # share points past the border before a move counts


@dataclass(frozen=True)
class SignalSettings:
    """When is a change of a customer's habit a signal?"""

    recent_months: int = 3
    base_months: int = 12
    less: float = 0.30  # fall that counts (0–1)
    rarer: float = 0.30
    cheaper: float = 0.15
    dropped_base_months: int = 3  # months in which a category was bought
    gone_quantile: float = 0.95  # of the customer's own gaps
    gone_prior_gaps: int = 5  # weight, in gaps, of the base's habit for few gaps
    p_below: float = 0.05  # noise check of one customer: chance of so large a fall by accident
    false_discovery_rate: float = 0.20  # share of false alarms in a list, at most (0–1)
    least_purchases: int = 4  # in base year and recent months; fewer are no habit to fall from


@dataclass(frozen=True)
class ChurnSettings:
    """What is a lapsed customer, and who is scored? Method book §2.4."""

    horizon_months: int | None = None  # none: the gaps of repeat customers decide
    horizon_least: int = 2
    horizon_most: int = 12
    horizon_gap_share: float = 0.90
    scored_months: int = 12  # bought within so many months before the cut-off
    tests: int = 3  # last cut-offs held out
    seed: int = 2013


@dataclass(frozen=True)
class WinBackSettings:
    """What does a call cost and what may it bring? All are assumptions until measured."""

    stays_if_contacted: float = 0.20  # g: chance (0–1) that a contacted leaver stays
    returns_if_contacted: float = 0.10  # chance (0–1) that a lapsed customer returns
    offer_cost_share: float = 0.05  # d: cost of the offer as a share of the yearly margin
    takes_anyway: float = 0.50  # ψ: share of loyal customers who take the offer anyway
    contact_cost: float = 10.0  # f: in the currency of the engagement
    margin: float = 0.30  # share of revenue; used only where the records have no cost
    capacity: int = 100  # customers that the team can contact in a month
    control_share: float = 0.10
    attempts_weight: float = 10.0  # attempts that an assumption weighs against the log of losses
    other_chances: tuple[float, ...] = (0.05, 0.10, 0.30, 0.40)  # of g, to see how the list turns
    bonus_valid_months: int = 12  # a bonus not used by then is gone
    seed: int = 2013


@dataclass(frozen=True)
class LifetimeSettings:
    """How far ahead, and what is tomorrow's money worth?"""

    months: tuple[int, ...] = (12, 24, 36)
    discount_rate_year: float = 0.12
    margin: float = 0.30  # share of revenue; used only where the records have no cost


@dataclass(frozen=True)
class RunSettings:
    """What may a run cost?"""

    chapter_seconds: int = 600
    jobs: int = 0  # chapters at a time; 0 = one a core


@dataclass(frozen=True)
class AgendaSettings:
    """How long is the day?"""

    minutes: int = 360  # working time of the strategy session, breaks apart


@dataclass(frozen=True)
class Settings:
    """All thresholds of one engagement, by subject."""

    intake: IntakeSettings = field(default_factory=IntakeSettings)
    pareto: ParetoSettings = field(default_factory=ParetoSettings)
    portrait: PortraitSettings = field(default_factory=PortraitSettings)
    abc: AbcSettings = field(default_factory=AbcSettings)
    xyz: XyzSettings = field(default_factory=XyzSettings)
    signals: SignalSettings = field(default_factory=SignalSettings)
    churn: ChurnSettings = field(default_factory=ChurnSettings)
    winback: WinBackSettings = field(default_factory=WinBackSettings)
    lifetime: LifetimeSettings = field(default_factory=LifetimeSettings)
    run: RunSettings = field(default_factory=RunSettings)
    agenda: AgendaSettings = field(default_factory=AgendaSettings)
