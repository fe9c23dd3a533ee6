"""Which thresholds decide? All of one engagement, by subject.

Default, unit, range and source of each stand in :mod:`helpers.settings.subjects` and nowhere else.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError, model_validator

from helpers.settings.subjects import (
    AbcSettings as AbcSettings,
)
from helpers.settings.subjects import (
    AgendaSettings as AgendaSettings,
)
from helpers.settings.subjects import (
    AnswersSettings as AnswersSettings,
)
from helpers.settings.subjects import (
    CentrednessSettings as CentrednessSettings,
)
from helpers.settings.subjects import (
    ChurnSettings as ChurnSettings,
)
from helpers.settings.subjects import (
    CommitmentSettings as CommitmentSettings,
)
from helpers.settings.subjects import (
    ContactSettings as ContactSettings,
)
from helpers.settings.subjects import (
    FunnelSettings as FunnelSettings,
)
from helpers.settings.subjects import (
    IntakeSettings as IntakeSettings,
)
from helpers.settings.subjects import (
    JourneySettings as JourneySettings,
)
from helpers.settings.subjects import (
    LifetimeSettings as LifetimeSettings,
)
from helpers.settings.subjects import (
    LoyaltySettings as LoyaltySettings,
)
from helpers.settings.subjects import (
    MoneySettings as MoneySettings,
)
from helpers.settings.subjects import (
    ParetoSettings as ParetoSettings,
)
from helpers.settings.subjects import (
    PlanSettings as PlanSettings,
)
from helpers.settings.subjects import (
    PortraitSettings as PortraitSettings,
)
from helpers.settings.subjects import (
    ProfitabilitySettings as ProfitabilitySettings,
)
from helpers.settings.subjects import (
    RunSettings as RunSettings,
)
from helpers.settings.subjects import (
    SignalSettings as SignalSettings,
)
from helpers.settings.subjects import (
    StandingOutSettings as StandingOutSettings,
)
from helpers.settings.subjects import (
    TermsSettings as TermsSettings,
)
from helpers.settings.subjects import (
    WinBackSettings as WinBackSettings,
)
from helpers.settings.subjects import (
    XyzSettings as XyzSettings,
)
from helpers.units import Checked
from helpers.units import Subject as Subject  # whoever reads settings knows them by subject

# subjects that assume a margin
ASSUMING = ("winback", "profitability", "lifetime", "terms", "contact")


class Settings(Checked):
    """All thresholds of one engagement, by subject."""

    intake: IntakeSettings = IntakeSettings()
    money: MoneySettings = MoneySettings()
    pareto: ParetoSettings = ParetoSettings()
    portrait: PortraitSettings = PortraitSettings()
    standing_out: StandingOutSettings = StandingOutSettings()
    abc: AbcSettings = AbcSettings()
    xyz: XyzSettings = XyzSettings()
    signals: SignalSettings = SignalSettings()
    churn: ChurnSettings = ChurnSettings()
    winback: WinBackSettings = WinBackSettings()
    profitability: ProfitabilitySettings = ProfitabilitySettings()
    lifetime: LifetimeSettings = LifetimeSettings()
    terms: TermsSettings = TermsSettings()
    funnel: FunnelSettings = FunnelSettings()
    contact: ContactSettings = ContactSettings()
    journey: JourneySettings = JourneySettings()
    centredness: CentrednessSettings = CentrednessSettings()
    answers: AnswersSettings = AnswersSettings()
    commitments: CommitmentSettings = CommitmentSettings()
    loyalty: LoyaltySettings = LoyaltySettings()
    run: RunSettings = RunSettings()
    agenda: AgendaSettings = AgendaSettings()
    plan: PlanSettings = PlanSettings()

    @model_validator(mode="before")
    @classmethod
    def one_margin(cls, given: Any) -> Any:
        """What is assumed of money is assumed by every chapter that is not told otherwise."""
        try:
            margin = MoneySettings.model_validate(given["money"]).margin
        except (
            KeyError,
            TypeError,
            ValidationError,
        ):  # nothing said; a fault is told later
            return given
        own = {name: given.get(name, {}) for name in ASSUMING}
        same = {
            n: {"margin": margin, **told} for n, told in own.items() if isinstance(told, Mapping)
        }
        return {**given, **same}
