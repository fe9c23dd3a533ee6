"""Which thresholds decide? Default, unit, range and source of each stand here and nowhere else.

A type names the unit and the range (``Share`` is 0 to 1), :func:`threshold` says the rest. An
engagement overrides any of them by name under ``settings:``; whoever makes or copies settings
elsewhere, in a cell of a chapter too, is checked by the same ranges. Functions take the settings
of their subject. `docs/settings.md` is written from this file.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

METHOD = "method book"
ASSUMED = "assumed until measured"
CHOSEN = "our choice"
USUAL = "usual"


def _unit(name: str, **span: Any) -> FieldInfo:
    extra: dict[str, Any] = {"unit": name}
    return Field(strict=True, allow_inf_nan=False, json_schema_extra=extra, **span)


def _many(value: object) -> object:
    """A list of YAML, or one value alone, as the tuple that a frozen object keeps."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


LIST = (BeforeValidator(_many), Field(min_length=1))
Switch = Annotated[bool, Field(strict=True, json_schema_extra={"unit": "switch"})]
Share = Annotated[float, _unit("share", ge=0, le=1)]
Times = Annotated[float, _unit("times", ge=0)]
Variation = Annotated[float, _unit("standard deviation ÷ mean", ge=0)]
Money = Annotated[float, _unit("money", ge=0)]
Attempts = Annotated[float, _unit("attempts", ge=0.1, le=1e6)]
Months = Annotated[int, _unit("months", ge=1)]
Customers = Annotated[int, _unit("customers", ge=1)]
Items = Annotated[int, _unit("items", ge=1)]
Purchases = Annotated[int, _unit("purchases", ge=1)]
Score = Annotated[float, _unit("score", ge=0)]
Quarters = Annotated[int, _unit("quarters", ge=1)]
Texts = Annotated[int, _unit("definitions", ge=2)]
People = Annotated[int, _unit("people", ge=2)]
Studies = Annotated[int, _unit("studies", ge=1)]
Forms = Annotated[int, _unit("forms", ge=1)]
CustomerMonths = Annotated[int, _unit("customer-months", ge=1)]
Errors = Annotated[float, _unit("standard errors", ge=0)]
Leads = Annotated[int, _unit("leads", ge=1)]
Groups = Annotated[int, _unit("groups", ge=2)]
Gaps = Annotated[int, _unit("gaps", ge=0, le=1000)]
Year = Annotated[int, _unit("year", ge=1)]
Days = Annotated[int, _unit("days", ge=1)]
Seconds = Annotated[int, _unit("seconds", ge=1)]
Minutes = Annotated[int, _unit("minutes", ge=1)]
Chapters = Annotated[int, _unit("chapters", ge=0, le=1024)]
Hours = Annotated[float, _unit("hours", ge=0.01, le=8760)]
HourOfDay = Annotated[float, _unit("hours", ge=0, le=24)]
WeekDays = Annotated[int, _unit("days of a week", ge=1, le=7)]
Seed = Annotated[int, _unit("number", ge=0, le=2**32 - 1)]
Shares = Annotated[tuple[Share, ...], *LIST]
SeveralMonths = Annotated[tuple[Months, ...], *LIST]
SeveralHours = Annotated[tuple[Hours, ...], *LIST]
Years = Annotated[tuple[Year, ...], *LIST]
Word = Annotated[str, Field(strict=True, json_schema_extra={"unit": "word"})]
Words = Annotated[tuple[Word, ...], BeforeValidator(_many)]


def threshold(default: object, decides: str, source: str, **span: Any) -> Any:
    """A field: its default, what it decides, where the default comes from, a range of its own."""
    extra: dict[str, Any] = {"source": source}
    return Field(default, description=decides, json_schema_extra=extra, **span)


class Checked(BaseModel):
    """Frozen, without unknown names; a copy with changes is checked like the first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with ``update``, checked: pydantic by itself would take anything."""
        return type(self).model_validate({**vars(self), **(update or {})})


class Subject(Checked):
    """Thresholds of one subject."""

    ordered: ClassVar[tuple[tuple[str, str], ...]] = ()  # the first must not be larger

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for smaller, larger in self.ordered:
            low, high = getattr(self, smaller), getattr(self, larger)
            if low > high:
                context = {"smaller": smaller, "larger": larger, "low": low, "high": high}
                raise PydanticCustomError(
                    "order", "{smaller} must not be larger than {larger}", context
                )
        return self


# a threshold is one line, however long
# fmt: off


class IntakeSettings(Subject):
    """How dirty may a file be?"""

    rejected_at_most: Share = threshold(0.05, "share of rejected rows above which the run stops", CHOSEN)
    drop_duplicates: Switch = threshold(False, "reject a row that repeats another one in every cell", "the same article twice on an invoice is common")


class ParetoSettings(Subject):
    """What counts as the top, and as most of the money?"""

    top: Share = threshold(0.20, "share of customers called the largest", "Pareto")
    most: Share = threshold(0.80, "share of the money called most of it", "Pareto")
    least_customers: Customers = threshold(20, "fewer who brought money are told by name, not by shares", CHOSEN)
    even_below: Times = threshold(2.0, "the largest bring less than so many times their share of heads: spread evenly", CHOSEN)


class PortraitSettings(Subject):
    """When is a difference in the portrait of the key customer shown?"""

    smallest_group: Customers = threshold(10, "smaller groups are not shown", "usual in official statistics")
    false_discovery_rate: Share = threshold(0.05, "share of false differences in the portrait, at most", "Benjamini and Hochberg 1995")
    generations_from: Years = threshold((1946, 1965, 1981, 1997), "years of birth at which generations begin", "Pew Research")


class StandingOutSettings(Subject):
    """When does something stand out that nobody has asked for?"""

    least_share: Share = threshold(0.02, "smallest money worth telling, as a share of the company's year", CHOSEN)
    p_below: Share = threshold(0.05, "chance that anything at all is told where there is nothing, at most", USUAL)
    person_p_below: Share = threshold(0.01, "the same, where a person is named", CHOSEN)
    least_customers: Customers = threshold(10, "an item with fewer is not looked at", "usual in official statistics")
    cluster_days: Days = threshold(7, "days within which losses are counted as one", CHOSEN, le=366)


class AbcSettings(Subject):
    """Where A and B end, as the cumulative share before the item?"""

    ordered = (("a_below", "b_below"),)

    a_below: Share = threshold(0.80, "A: while less than this share stands before it", METHOD)
    b_below: Share = threshold(0.95, "B: the same", METHOD)
    window_months: Months = threshold(12, "months that are counted", METHOD)
    least_items: Items = threshold(20, "fewer customers, products or branches have no letters", CHOSEN)


class XyzSettings(Subject):
    """How regular is regular?"""

    ordered = (
        ("y_from", "x_from"),
        ("rhythm_x_to", "rhythm_y_to"),
        ("variation_x_to", "variation_y_to"),
    )

    x_from: Share = threshold(2 / 3, "X: share of periods with a purchase, at least", METHOD)
    y_from: Share = threshold(1 / 3, "Y: the same", METHOD)
    least_months: Months = threshold(3, "nothing is judged on fewer months", METHOD)
    rhythm_x_to: Variation = threshold(0.5, "X by rhythm: variation of the gaps, at most", METHOD)
    rhythm_y_to: Variation = threshold(1.0, "Y by rhythm: the same", METHOD)
    rhythm_least_purchases: Purchases = threshold(4, "fewer purchases have no rhythm (N)", METHOD)
    variation_x_to: Variation = threshold(0.5, "X by variation of the sums, at most", "method book; strict textbooks say 0.10")
    variation_y_to: Variation = threshold(1.0, "Y by variation: the same", "method book; strict textbooks say 0.25")
    move_beyond: Share = threshold(0.02, "how far beyond a border a move counts", METHOD)


class SignalSettings(Subject):
    """When is a change of a customer's habit a signal?"""

    recent_months: Months = threshold(3, "months held against the habit", METHOD)
    base_months: Months = threshold(12, "months that make the habit", METHOD)
    less: Share = threshold(0.30, "fall of the money that counts", METHOD)
    rarer: Share = threshold(0.30, "fall of the frequency that counts", METHOD)
    cheaper: Share = threshold(0.15, "fall of the prices that counts", METHOD)
    dropped_base_months: Months = threshold(3, "months in which a category was bought before it counts as dropped", METHOD)
    gone_quantile: Share = threshold(0.95, "silent longer than this share of the customer's own gaps", METHOD)
    gone_prior_gaps: Gaps = threshold(5, "gaps of all customers that help out where one has few", METHOD)
    p_below: Share = threshold(0.05, "chance that one customer's fall is an accident, at most", USUAL)
    false_discovery_rate: Share = threshold(0.20, "share of false alarms in a list, at most", CHOSEN)
    least_purchases: Purchases = threshold(4, "fewer are no habit to fall from", CHOSEN)


class ChurnSettings(Subject):
    """When has a customer left, and who is scored?"""

    ordered = (("horizon_least", "horizon_most"),)

    horizon_months: Months | None = threshold(None, "months of silence that mean left; without it the gaps decide", METHOD)
    horizon_least: Months = threshold(2, "that horizon, at least", METHOD)
    horizon_most: Months = threshold(12, "and at most", METHOD)
    horizon_gap_share: Share = threshold(0.90, "share of gaps that are shorter than the horizon", METHOD)
    scored_months: Months = threshold(12, "who bought within so many months, or two horizons, is what the model learns from", METHOD)
    durable_least_gaps: Gaps = threshold(20, "gaps between purchases of a category that tell its typical one; with fewer it is no durable one", CHOSEN, ge=1)
    tests: Days = threshold(3, "past days on which the model is tried", METHOD)
    seed: Seed = threshold(2013, "start of the random numbers", CHOSEN)


class WinBackSettings(Subject):
    """What does a call cost and what may it bring?"""

    stays_if_contacted: Share = threshold(0.20, "chance that a call keeps one who would leave", ASSUMED)
    returns_if_contacted: Share = threshold(0.10, "chance that a call brings back one who has left", ASSUMED)
    offer_cost_share: Share = threshold(0.05, "cost of the offer, as a share of a year's margin", ASSUMED)
    takes_anyway: Share = threshold(0.50, "share of loyal customers who take the offer anyway", ASSUMED)
    contact_cost: Money = threshold(10.0, "cost of a call, in the currency", ASSUMED)
    margin: Share = threshold(0.30, "share of revenue; only where sales have no `cost`", ASSUMED)
    capacity: Customers = threshold(100, "customers the team can contact in a month", ASSUMED)
    control_share: Share = threshold(0.10, "share left alone, so that the effect can be measured", CHOSEN)
    attempts_weight: Attempts = threshold(10.0, "attempts that an assumption weighs against the log of losses", CHOSEN)
    other_chances: Shares = threshold((0.05, 0.10, 0.30, 0.40), "other chances for which the list is made again", CHOSEN)
    bonus_valid_months: Months = threshold(12, "a bonus not used by then is gone", ASSUMED, le=1200)
    seed: Seed = threshold(2013, "start of the random numbers", CHOSEN)


class ProfitabilitySettings(Subject):
    """Who earns and who costs?"""

    margin: Share = threshold(0.30, "gross profit as a share of net sales; only where sales have no `cost`", ASSUMED)
    least_customers: Customers = threshold(30, "of fewer nothing is said about who earns and who costs", CHOSEN)
    least_served: Customers = threshold(20, "with fewer who cost anything to serve, only gross profit is told", CHOSEN)
    least_months: Months = threshold(3, "costs to serve of fewer months are not held against profit", CHOSEN)
    most: Share = threshold(0.80, "share of the highest profit that the first part of the curve makes", "Pareto")
    unserved_most: Share = threshold(0.50, "more customers than this cost nothing to serve: cost is high above the middle of those who do", CHOSEN)
    move_beyond: Share = threshold(0.10, "how far beyond a border, as a share of it, a move between quadrants counts", CHOSEN)
    booking_months: Months | None = threshold(None, "months that one booking of costs to serve covers; without it the usual distance between bookings decides", CHOSEN, le=12)
    serve_total: Money | None = threshold(None, "cost of serving all customers in a year, to be shared out by minutes; only without a table `service_costs`", ASSUMED)
    order_minutes: Minutes = threshold(15, "work that an order makes", ASSUMED, le=10_000)
    return_minutes: Minutes = threshold(30, "work that a return makes", ASSUMED, le=10_000)
    request_minutes: Minutes = threshold(20, "work that a request makes", ASSUMED, le=10_000)
    contact_minutes: Minutes = threshold(10, "work that a call, letter or visit makes", ASSUMED, le=10_000)


class LifetimeSettings(Subject):
    """How far ahead, and what is tomorrow's money worth?"""

    months: SeveralMonths = threshold((12, 24, 36), "how far ahead the worth is counted", METHOD)
    least_customers: Customers = threshold(20, "of fewer nothing is foretold", CHOSEN)
    discount_rate_year: Share = threshold(0.12, "what money of next year is worth less", ASSUMED)
    margin: Share = threshold(0.30, "share of revenue; only where sales have no `cost`", ASSUMED)


class TermsSettings(Subject):
    """What must a discount earn, and who gets the best terms?"""

    margin: Share = threshold(0.30, "gross profit as a share of the full price; only where sales have no `cost`", ASSUMED)
    cuts: Shares = threshold((0.05, 0.10, 0.15, 0.20), "discounts for which the growth needed is shown", CHOSEN)
    asked: Share = threshold(0.10, "the discount that the sentences speak of", METHOD)
    newcomer_days: Days = threshold(60, "a welcome: lines sold so soon after the first purchase are compared among themselves", METHOD)
    least_lines: Items = threshold(30, "lines of sale of a category, for a price of its own", CHOSEN)
    least_customers: Customers = threshold(100, "with fewer the customers are put in thirds, not in tenths", METHOD)
    least_compared: Customers = threshold(30, "of fewer no groups are compared", CHOSEN)
    false_share: Share = threshold(0.05, "share of false ones among those of whom is said that they get worse terms", CHOSEN)
    least_bonuses: Items = threshold(30, "bonuses given of a kind, for it to be compared", METHOD)
    least_requests: Items = threshold(30, "requests of the top and of the bottom, for their waits to be compared", CHOSEN)


class FunnelSettings(Subject):
    """How long is a lead given, and of how many leads may be spoken?"""

    step_quantile: Share = threshold(0.90, "share of the finished steps that are shorter than the time a lead is given", METHOD)
    silent_quantile: Share = threshold(0.95, "no contact for longer than this share of the gaps of won leads: given up", METHOD)
    least_leads: Leads = threshold(100, "of fewer only counts are told", METHOD)
    least_sales: Leads = threshold(30, "with fewer won only counts are told", METHOD)
    least_group: Leads = threshold(30, "old enough, below which a manager or a channel is not judged", METHOD)
    drawn_from: Leads = threshold(20, "that had a contact, for its chance of a sale to be told", METHOD)
    priced_from: Leads = threshold(50, "that had a contact, for giving up to be priced so far", METHOD)
    channel_share: Share = threshold(0.10, "share of a year's sales that a channel should bring", METHOD)
    p_below: Share = threshold(0.05, "chance that hazards, managers or channels differ by accident, at most", USUAL)
    target_month: Money | None = threshold(None, "net sales of new customers wanted in a month; without it those of the last 12 months", CHOSEN)


class ContactSettings(Subject):
    """How much contact is too much, and on how many records may that be said?"""

    ordered = (("stop_months", "stop_of_months"),)

    least_months: Months = threshold(6, "months of the log of contacts without which nothing is said", METHOD)
    least_customers: Customers = threshold(200, "customers who can be compared with themselves, at least", METHOD)
    least_purchases: Purchases = threshold(500, "purchases of theirs, at least", METHOD)
    level_months: CustomerMonths = threshold(50, "with so many contacts in a month, for a point of its own on the curve", METHOD)
    level_purchases: Purchases = threshold(30, "purchases after them, for the same", METHOD)
    kind_months: CustomerMonths = threshold(1000, "with a purpose or a channel, for a line of its own", METHOD)
    placebo_beyond: Errors = threshold(2.0, "contacts after the purchases that go with them so closely: no curve", METHOD)
    least_answers: Customers = threshold(30, "customers asked whether they want a relationship, at least", METHOD)
    stop_of_months: Months = threshold(6, "last months looked at for who gets too much", METHOD)
    stop_months: Months = threshold(3, "of these above the saturation, for the list of what to stop", METHOD)
    coin_months: Months = threshold(3, "months that a trial by lot lasts", METHOD)
    kinds_p_below: Share = threshold(0.05, "chance that purposes or channels that are alike are told apart, at most", USUAL)
    cost: Money = threshold(1.0, "cost of one more letter or call, in the currency", ASSUMED)
    margin: Share = threshold(0.30, "share of revenue; only where sales have no `cost`", ASSUMED)
    seed: Seed = threshold(2013, "start of the random numbers", CHOSEN)


class JourneySettings(Subject):
    """Over how many quarters is the journey followed, and on how many answers is a seam named?"""

    ordered = (("least_quarters", "quarters"),)

    quarters: Quarters = threshold(8, "moves between the ends of so many last quarters are counted", CHOSEN)
    least_quarters: Quarters = threshold(4, "of fewer nothing is told of moves", METHOD)
    least_row: Customers = threshold(50, "at a stage, for its moves to be judged", METHOD)
    alike_p_below: Share = threshold(0.01, "chance of such different quarters, below which the last four stand apart", METHOD)
    least_forms: Forms = threshold(30, "of a touchpoint, old enough to see who came back, at least", METHOD)
    least_employee: Forms = threshold(20, "of an employee, for the share of full marks", METHOD)
    p_below: Share = threshold(0.05, "chance that a touchpoint tears by accident, at most", USUAL)
    band: Share = threshold(0.05, "so near to what was expected counts as expected", METHOD)
    margin: Share = threshold(0.30, "share of revenue; only where sales have no `cost`", ASSUMED)
    seed: Seed = threshold(2011, "start of the random numbers", CHOSEN)


class CentrednessSettings(Subject):
    """Of how many people and texts may be said what they mean together?"""

    least_definitions: Texts = threshold(5, "of fewer no groups are proposed", METHOD)
    least_people: People = threshold(5, "who scored, for agreement to be told", METHOD)
    least_studies: Studies = threshold(5, "of fewer only counts are told", METHOD)
    p_below: Share = threshold(0.05, "chance that top and front line differ by accident, at most", USUAL)
    synonyms: Words = threshold((), "words that mean the same in definitions, as `given = kept`", CHOSEN)
    seed: Seed = threshold(1935, "start of the random numbers", CHOSEN)


class AnswersSettings(Subject):
    """Which answer of a customer counts as passed?"""

    ordered = (("passes_from", "full_marks"),)

    passes_from: Score = threshold(8.0, "score that passes a question; a refusal never does", METHOD)
    full_marks: Score = threshold(10.0, "highest score of the scale", METHOD)
    deal_passes: Share = threshold(0.5, "share of its questions that a form must pass, for the deal to count as well done", CHOSEN)


class CommitmentSettings(Subject):
    """Which promise can be afforded, and who may be held against others?"""

    limits: SeveralHours = threshold((0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0, 168.0), "times to answer that are priced", METHOD)
    limit: Hours = threshold(24.0, "time to answer that is asked about; only where no promise to answer has a price", CHOSEN)
    work_from: HourOfDay = threshold(0.0, "hour at which the working day begins", "round the clock until it is said")
    work_hours: HourOfDay = threshold(24.0, "hours of it that are worked from then on; a wait counts in them", "round the clock until it is said", ge=1)
    work_days: WeekDays = threshold(7, "days of the week that are worked, from Monday on", "round the clock until it is said")
    never_days: Days = threshold(30, "an answer that has not come by then does not come", METHOD)
    least_requests: Items = threshold(50, "of fewer requests nothing is said about the time to answer", METHOD)
    least_employee: Items = threshold(20, "requests, below which the desk that answered is not looked at", METHOD)
    compensation: Money = threshold(10.0, "paid for a promise to answer that is broken; only where no such promise has a price", ASSUMED)
    budget_share: Share = threshold(0.01, "share of the gross profit that broken promises may cost", METHOD)
    budget_month: Money | None = threshold(None, "money of a month that they may cost, instead of that share", CHOSEN)
    margin: Share = threshold(0.30, "gross profit as a share of net sales; only where sales have no `cost`", ASSUMED)
    least_purchases: Purchases = threshold(3, "purchases so far, for a customer to count in the comparison of managers", METHOD)
    desk_share: Share = threshold(0.60, "share of a customer's invoice days that make a manager his own", METHOD)
    least_customers: Customers = threshold(30, "with fewer a manager is not judged", METHOD)
    least_expected: Customers = threshold(5, "customers expected to be lost, for the same", METHOD)
    overlap_least: Share = threshold(0.80, "share of a manager's customers whose like others serve too, for the same", METHOD)
    cell_customers: Customers = threshold(20, "customers of others who are alike, for that", METHOD)
    least_managers: Items = threshold(3, "managers who can be compared, without whom nobody is", METHOD)
    p_below: Share = threshold(0.05, "chance that anybody at all is named where all are alike, at most", USUAL)
    hand_over_months: Months = threshold(4, "months after a hand-over in which customers are watched", METHOD)
    contact_days: Days = threshold(30, "days within which a new manager should be in touch", METHOD)
    gone_months: Months = threshold(3, "a manager who wrote no invoice for so long has left", CHOSEN)
    leave_with_manager: Share = threshold(0.10, "share of customers who go when their manager goes; only where no manager has left", ASSUMED)
    seed: Seed = threshold(2013, "start of the random numbers", CHOSEN)


class LoyaltySettings(Subject):
    """Who counts as asked, who is judged, and what makes the best customer?"""

    ordered = (("middle_from", "satisfied_from"),)

    asked_within: Months = threshold(18, "an answer on the loyalty scale that is older counts as none", METHOD)
    least_asked: Customers = threshold(30, "customers asked on the scale, for a curve", METHOD)
    headline: Share = threshold(0.1, "a rival so much better is the one of the headline", METHOD)
    least_forms: Items = threshold(20, "forms of an employee, a department or a place, to be judged at all", METHOD)
    apart_below: Share = threshold(0.05, "chance that anybody is told apart where all are alike, at most", USUAL)
    satisfied_from: Score = threshold(9.0, "mean score of a form whose customer counts as satisfied", METHOD)
    middle_from: Score = threshold(7.0, "mean score below which the customer counts as not satisfied", METHOD)
    gone_months: Months = threshold(12, "without a purchase after the form: gone", METHOD)
    regular_from: Purchases = threshold(3, "before the form, for a regular customer", CHOSEN)
    loyal_from: Share = threshold(0.5, "a rival must be so much better: loyal", METHOD)
    after_months: Months = threshold(6, "after the answer, in which the margin of the loyal is compared", CHOSEN)
    least_matched: Customers = threshold(30, "loyal and others alike, on each side, for that", METHOD)
    band: Share = threshold(0.05, "value and cost within so much of what was expected are as expected", METHOD)
    card_filled: Share = threshold(0.8, "of the fields of a card, for a customer to be well known", CHOSEN)
    asked_next: Customers = threshold(30, "on the list of whom to ask next", CHOSEN)
    margin: Share = threshold(0.30, "share of revenue; only where sales have no `cost`", ASSUMED)
    seed: Seed = threshold(2013, "start of the random numbers", CHOSEN)


class RunSettings(Subject):
    """What may a run cost?"""

    chapter_seconds: Seconds = threshold(600, "longest time of a chapter", CHOSEN)
    jobs: Chapters = threshold(0, "chapters at a time; 0 = one for each core", CHOSEN)


class AgendaSettings(Subject):
    """How long is the day?"""

    minutes: Minutes = threshold(360, "working time of the session, without breaks", CHOSEN)


class PlanSettings(Subject):
    """From when on may the plan say that something has worked?"""

    least_months: Months = threshold(3, "whole months after a change, below which nothing is measured", METHOD)
    least_customers: Customers = threshold(50, "customers on each side of a comparison, at least", METHOD)
    permute_from: Groups = threshold(20, "groups from which on they are dealt out anew to see what chance does", METHOD)
    least_called: Customers = threshold(20, "called and left alone, on each side, for the effect of a call to be measured", CHOSEN)
    called_apart: Share = threshold(0.50, "how much larger the share that was called must be than in the control group", CHOSEN)
    least_uplift: Customers = threshold(100, "called and left alone, on each side, in two sessions, for a model of whom a call helps", CHOSEN)
    seed: Seed = threshold(2013, "start of the random numbers", CHOSEN)


class Settings(Checked):
    """All thresholds of one engagement, by subject."""

    intake: IntakeSettings = IntakeSettings()
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
