"""Which thresholds decide? Default, unit, range and source of each stand here and nowhere else.

An engagement overrides any of them by name under ``settings:``; whoever makes or copies settings
elsewhere, in a cell of a chapter too, is checked by the same ranges. Functions take the settings
of their subject. `docs/settings.md` is written from this file.
"""

from helpers import units as unit
from helpers.language import N_
from helpers.units import ASSUMED, CHOSEN, METHOD, USUAL, Subject, threshold

MARGIN = 0.30
AS_MONEY = N_("as `money.margin`, unless this chapter is to assume another")

# a threshold is one line, however long
# fmt: off


class MoneySettings(Subject):
    """What is left of a sale whose cost nobody has told?"""

    margin: unit.Share = threshold(MARGIN, "share of net sales that every chapter assumes; only where sales have no `cost`", ASSUMED)


class IntakeSettings(Subject):
    """How dirty may a file be?"""

    rejected_at_most: unit.Share = threshold(0.05, "share of rejected rows above which the run stops", CHOSEN)
    drop_duplicates: unit.Switch = threshold(False, "reject a row that repeats another one in every cell", N_("the same article twice on an invoice is common"))


class ParetoSettings(Subject):
    """What counts as the top, and as most of the money?"""

    top: unit.Share = threshold(0.20, "share of customers called the largest", N_("Pareto"))
    most: unit.Share = threshold(0.80, "share of the money called most of it", N_("Pareto"))
    least_customers: unit.Customers = threshold(20, "fewer who brought money are told by name, not by shares", CHOSEN)
    even_below: unit.Times = threshold(2.0, "the largest bring less than so many times their share of heads: spread evenly", CHOSEN)


class PortraitSettings(Subject):
    """When is a difference in the portrait of the key customer shown?"""

    smallest_group: unit.Customers = threshold(10, "smaller groups are not shown", N_("usual in official statistics"))
    false_discovery_rate: unit.Share = threshold(0.05, "share of false differences in the portrait, at most", N_("Benjamini and Hochberg 1995"))
    generations_from: unit.Years = threshold((1946, 1965, 1981, 1997), "years of birth at which generations begin", N_("Pew Research"))


class StandingOutSettings(Subject):
    """When does something stand out that nobody has asked for?"""

    least_share: unit.Share = threshold(0.02, "smallest money worth telling, as a share of the company's year", CHOSEN)
    p_below: unit.Share = threshold(0.05, "chance that anything at all is told where there is nothing, at most", USUAL)
    person_p_below: unit.Share = threshold(0.01, "the same, where a person is named", CHOSEN)
    least_customers: unit.Customers = threshold(10, "an item with fewer is not looked at", N_("usual in official statistics"))
    cluster_days: unit.Days = threshold(7, "days within which losses are counted as one", CHOSEN, le=366)


class AbcSettings(Subject):
    """Where A and B end, as the cumulative share before the item?"""

    ordered = (("a_below", "b_below"),)

    a_below: unit.Share = threshold(0.80, "A: while less than this share stands before it", METHOD)
    b_below: unit.Share = threshold(0.95, "B: the same", METHOD)
    window_months: unit.Months = threshold(12, "months that are counted", METHOD)
    least_items: unit.Items = threshold(20, "fewer customers, products or branches have no letters", CHOSEN)


class XyzSettings(Subject):
    """How regular is regular?"""

    ordered = (
        ("y_from", "x_from"),
        ("rhythm_x_to", "rhythm_y_to"),
        ("variation_x_to", "variation_y_to"),
    )

    x_from: unit.Share = threshold(2 / 3, "X: share of periods with a purchase, at least", METHOD)
    y_from: unit.Share = threshold(1 / 3, "Y: the same", METHOD)
    least_months: unit.Months = threshold(3, "nothing is judged on fewer months", METHOD)
    rhythm_x_to: unit.Variation = threshold(0.5, "X by rhythm: variation of the gaps, at most", METHOD)
    rhythm_y_to: unit.Variation = threshold(1.0, "Y by rhythm: the same", METHOD)
    rhythm_least_purchases: unit.Purchases = threshold(4, "fewer purchases have no rhythm (N)", METHOD)
    variation_x_to: unit.Variation = threshold(0.5, "X by variation of the sums, at most", N_("method book; strict textbooks say 0.10"))
    variation_y_to: unit.Variation = threshold(1.0, "Y by variation: the same", N_("method book; strict textbooks say 0.25"))
    move_beyond: unit.Share = threshold(0.02, "how far beyond a border a move counts", METHOD)


class SignalSettings(Subject):
    """When is a change of a customer's habit a signal?"""

    recent_months: unit.Months = threshold(3, "months held against the habit", METHOD)
    base_months: unit.Months = threshold(12, "months that make the habit", METHOD)
    less: unit.Share = threshold(0.30, "fall of the money that counts", METHOD)
    rarer: unit.Share = threshold(0.30, "fall of the frequency that counts", METHOD)
    cheaper: unit.Share = threshold(0.15, "fall of the prices that counts", METHOD)
    dropped_base_months: unit.Months = threshold(3, "months in which a category was bought before it counts as dropped", METHOD)
    gone_quantile: unit.Share = threshold(0.95, "silent longer than this share of the customer's own gaps", METHOD)
    gone_prior_gaps: unit.Gaps = threshold(5, "gaps of all customers that help out where one has few", METHOD)
    p_below: unit.Share = threshold(0.05, "chance that one customer's fall is an accident, at most", USUAL)
    false_discovery_rate: unit.Share = threshold(0.20, "share of false alarms in a list, at most", CHOSEN)
    least_purchases: unit.Purchases = threshold(4, "fewer are no habit to fall from", CHOSEN)


class ChurnSettings(Subject):
    """When has a customer left, and who is scored?"""

    ordered = (("horizon_least", "horizon_most"),)

    horizon_months: unit.Months | None = threshold(None, "months of silence that mean left; without it the gaps decide", METHOD)
    horizon_least: unit.Months = threshold(2, "that horizon, at least", METHOD)
    horizon_most: unit.Months = threshold(12, "and at most", METHOD)
    horizon_gap_share: unit.Share = threshold(0.90, "share of gaps that are shorter than the horizon", METHOD)
    scored_months: unit.Months = threshold(12, "who bought within so many months, or two horizons, is what the model learns from", METHOD)
    durable_least_gaps: unit.Gaps = threshold(20, "gaps between purchases of a category that tell its typical one; with fewer it is no durable one", CHOSEN, ge=1)
    tests: unit.Days = threshold(3, "past days on which the model is tried", METHOD)
    seed: unit.Seed = threshold(2013, "start of the random numbers", CHOSEN)


class WinBackSettings(Subject):
    """What does a call cost and what may it bring?"""

    stays_if_contacted: unit.Share = threshold(0.20, "chance that a call keeps one who would leave", ASSUMED)
    returns_if_contacted: unit.Share = threshold(0.10, "chance that a call brings back one who has left", ASSUMED)
    offer_cost_share: unit.Share = threshold(0.05, "cost of the offer, as a share of a year's margin", ASSUMED)
    takes_anyway: unit.Share = threshold(0.50, "share of loyal customers who take the offer anyway", ASSUMED)
    contact_cost: unit.Money = threshold(10.0, "cost of a call, in the currency", ASSUMED)
    margin: unit.Share = threshold(MARGIN, AS_MONEY, ASSUMED)
    capacity: unit.Customers = threshold(100, "customers the team can contact in a month", ASSUMED)
    control_share: unit.Share = threshold(0.10, "share left alone, so that the effect can be measured", CHOSEN)
    attempts_weight: unit.Attempts = threshold(10.0, "attempts that an assumption weighs against the log of losses", CHOSEN)
    other_chances: unit.Shares = threshold((0.05, 0.10, 0.30, 0.40), "other chances for which the list is made again", CHOSEN)
    bonus_valid_months: unit.Months = threshold(12, "a bonus not used by then is gone", ASSUMED, le=1200)
    seed: unit.Seed = threshold(2013, "start of the random numbers", CHOSEN)


class ProfitabilitySettings(Subject):
    """Who earns and who costs?"""

    margin: unit.Share = threshold(MARGIN, AS_MONEY, ASSUMED)
    least_customers: unit.Customers = threshold(30, "of fewer nothing is said about who earns and who costs", CHOSEN)
    least_served: unit.Customers = threshold(20, "with fewer who cost anything to serve, only gross profit is told", CHOSEN)
    least_months: unit.Months = threshold(3, "costs to serve of fewer months are not held against profit", CHOSEN)
    most: unit.Share = threshold(0.80, "share of the highest profit that the first part of the curve makes", N_("Pareto"))
    unserved_most: unit.Share = threshold(0.50, "more customers than this cost nothing to serve: cost is high above the middle of those who do", CHOSEN)
    move_beyond: unit.Share = threshold(0.10, "how far beyond a border, as a share of it, a move between quadrants counts", CHOSEN)
    booking_months: unit.Months | None = threshold(None, "months that one booking of costs to serve covers; without it the usual distance between bookings decides", CHOSEN, le=12)
    serve_total: unit.Money | None = threshold(None, "cost of serving all customers in a year, to be shared out by minutes; only without a table `service_costs`", ASSUMED)
    order_minutes: unit.Minutes = threshold(15, "work that an order makes", ASSUMED, le=10_000)
    return_minutes: unit.Minutes = threshold(30, "work that a return makes", ASSUMED, le=10_000)
    request_minutes: unit.Minutes = threshold(20, "work that a request makes", ASSUMED, le=10_000)
    contact_minutes: unit.Minutes = threshold(10, "work that a call, letter or visit makes", ASSUMED, le=10_000)


class LifetimeSettings(Subject):
    """How far ahead, and what is tomorrow's money worth?"""

    months: unit.SeveralMonths = threshold((12, 24, 36), "how far ahead the worth is counted", METHOD)
    least_customers: unit.Customers = threshold(20, "of fewer nothing is foretold", CHOSEN)
    discount_rate_year: unit.Share = threshold(0.12, "what money of next year is worth less", ASSUMED)
    margin: unit.Share = threshold(MARGIN, AS_MONEY, ASSUMED)


class TermsSettings(Subject):
    """What must a discount earn, and who gets the best terms?"""

    margin: unit.Share = threshold(MARGIN, AS_MONEY, ASSUMED)
    cuts: unit.Shares = threshold((0.05, 0.10, 0.15, 0.20), "discounts for which the growth needed is shown", CHOSEN)
    asked: unit.Share = threshold(0.10, "the discount that the sentences speak of", METHOD)
    newcomer_days: unit.Days = threshold(60, "a welcome: lines sold so soon after the first purchase are compared among themselves", METHOD)
    least_lines: unit.Items = threshold(30, "lines of sale of a category, for a price of its own", CHOSEN)
    least_customers: unit.Customers = threshold(100, "with fewer the customers are put in thirds, not in tenths", METHOD)
    least_compared: unit.Customers = threshold(30, "of fewer no groups are compared", CHOSEN)
    false_share: unit.Share = threshold(0.05, "share of false ones among those of whom is said that they get worse terms", CHOSEN)
    least_bonuses: unit.Items = threshold(30, "bonuses given of a kind, for it to be compared", METHOD)
    least_requests: unit.Items = threshold(30, "requests of the top and of the bottom, for their waits to be compared", CHOSEN)


class FunnelSettings(Subject):
    """How long is a lead given, and of how many leads may be spoken?"""

    step_quantile: unit.Share = threshold(0.90, "share of the finished steps that are shorter than the time a lead is given", METHOD)
    silent_quantile: unit.Share = threshold(0.95, "no contact for longer than this share of the gaps of won leads: given up", METHOD)
    least_leads: unit.Leads = threshold(100, "of fewer only counts are told", METHOD)
    least_sales: unit.Leads = threshold(30, "with fewer won only counts are told", METHOD)
    least_group: unit.Leads = threshold(30, "old enough, below which a manager or a channel is not judged", METHOD)
    drawn_from: unit.Leads = threshold(20, "that had a contact, for its chance of a sale to be told", METHOD)
    priced_from: unit.Leads = threshold(50, "that had a contact, for giving up to be priced so far", METHOD)
    channel_share: unit.Share = threshold(0.10, "share of a year's sales that a channel should bring", METHOD)
    p_below: unit.Share = threshold(0.05, "chance that hazards, managers or channels differ by accident, at most", USUAL)
    target_month: unit.Money | None = threshold(None, "net sales of new customers wanted in a month; without it those of the last 12 months", CHOSEN)


class ContactSettings(Subject):
    """How much contact is too much, and on how many records may that be said?"""

    ordered = (("stop_months", "stop_of_months"),)

    least_months: unit.Months = threshold(6, "months of the log of contacts without which nothing is said", METHOD)
    least_customers: unit.Customers = threshold(200, "customers who can be compared with themselves, at least", METHOD)
    least_purchases: unit.Purchases = threshold(500, "purchases of theirs, at least", METHOD)
    level_months: unit.CustomerMonths = threshold(50, "with so many contacts in a month, for a point of its own on the curve", METHOD)
    level_purchases: unit.Purchases = threshold(30, "purchases after them, for the same", METHOD)
    kind_months: unit.CustomerMonths = threshold(1000, "with a purpose or a channel, for a line of its own", METHOD)
    placebo_beyond: unit.Errors = threshold(2.0, "contacts after the purchases that go with them so closely: no curve", METHOD)
    least_answers: unit.Customers = threshold(30, "customers asked whether they want a relationship, at least", METHOD)
    stop_of_months: unit.Months = threshold(6, "last months looked at for who gets too much", METHOD)
    stop_months: unit.Months = threshold(3, "of these above the saturation, for the list of what to stop", METHOD)
    coin_months: unit.Months = threshold(3, "months that a trial by lot lasts", METHOD)
    kinds_p_below: unit.Share = threshold(0.05, "chance that purposes or channels that are alike are told apart, at most", USUAL)
    cost: unit.Money = threshold(1.0, "cost of one more letter or call, in the currency", ASSUMED)
    margin: unit.Share = threshold(MARGIN, AS_MONEY, ASSUMED)
    seed: unit.Seed = threshold(2013, "start of the random numbers", CHOSEN)


class JourneySettings(Subject):
    """Over how many quarters is the journey followed, and on how many answers is a seam named?"""

    ordered = (("least_quarters", "quarters"),)

    quarters: unit.Quarters = threshold(8, "moves between the ends of so many last quarters are counted", CHOSEN)
    least_quarters: unit.Quarters = threshold(4, "of fewer nothing is told of moves", METHOD)
    least_row: unit.Customers = threshold(50, "at a stage, for its moves to be judged", METHOD)
    alike_p_below: unit.Share = threshold(0.01, "chance of such different quarters, below which the last four stand apart", METHOD)
    least_forms: unit.Forms = threshold(30, "of a touchpoint, old enough to see who came back, at least", METHOD)
    least_employee: unit.Forms = threshold(20, "of an employee, for the share of full marks", METHOD)
    p_below: unit.Share = threshold(0.05, "chance that a touchpoint tears by accident, at most", USUAL)
    seed: unit.Seed = threshold(2011, "start of the random numbers", CHOSEN)


class CentrednessSettings(Subject):
    """Of how many people and texts may be said what they mean together?"""

    least_definitions: unit.Texts = threshold(5, "of fewer no groups are proposed", METHOD)
    least_people: unit.People = threshold(5, "who scored, for agreement to be told", METHOD)
    least_studies: unit.Studies = threshold(5, "of fewer only counts are told", METHOD)
    p_below: unit.Share = threshold(0.05, "chance that top and front line differ by accident, at most", USUAL)
    synonyms: unit.Words = threshold((), "words that mean the same in definitions, as `given = kept`", CHOSEN)
    seed: unit.Seed = threshold(1935, "start of the random numbers", CHOSEN)


class AnswersSettings(Subject):
    """Which answer of a customer counts as passed?"""

    ordered = (("passes_from", "full_marks"),)

    passes_from: unit.Score = threshold(8.0, "score that passes a question; a refusal never does", METHOD)
    full_marks: unit.Score = threshold(10.0, "highest score of the scale", METHOD)
    deal_passes: unit.Share = threshold(0.5, "share of its questions that a form must pass, for the deal to count as well done", CHOSEN)
    band: unit.Share = threshold(0.05, "value and cost within so much of what was expected are as expected", METHOD)


class CommitmentSettings(Subject):
    """Which promise can be afforded, and who may be held against others?"""

    limits: unit.SeveralHours = threshold((0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 24.0, 48.0, 72.0, 168.0), "times to answer that are priced", METHOD)
    limit: unit.Hours = threshold(24.0, "time to answer that is asked about; only where no promise to answer has a price", CHOSEN)
    work_from: unit.HourOfDay = threshold(0.0, "hour at which the working day begins", N_("round the clock until it is said"))
    work_hours: unit.HourOfDay = threshold(24.0, "hours of it that are worked from then on; a wait counts in them", N_("round the clock until it is said"), ge=1)
    work_days: unit.WeekDays = threshold(7, "days of the week that are worked, from Monday on", N_("round the clock until it is said"))
    never_days: unit.Days = threshold(30, "an answer that has not come by then does not come", METHOD)
    least_requests: unit.Items = threshold(50, "of fewer requests nothing is said about the time to answer", METHOD)
    least_employee: unit.Items = threshold(20, "requests, below which the desk that answered is not looked at", METHOD)
    compensation: unit.Money = threshold(10.0, "paid for a promise to answer that is broken; only where no such promise has a price", ASSUMED)
    budget_share: unit.Share = threshold(0.01, "share of the gross profit that broken promises may cost", METHOD)
    budget_month: unit.Money | None = threshold(None, "money of a month that they may cost, instead of that share", CHOSEN)
    least_purchases: unit.Purchases = threshold(3, "purchases so far, for a customer to count in the comparison of managers", METHOD)
    desk_share: unit.Share = threshold(0.60, "share of a customer's invoice days that make a manager his own", METHOD)
    least_customers: unit.Customers = threshold(30, "with fewer a manager is not judged", METHOD)
    least_expected: unit.Customers = threshold(5, "customers expected to be lost, for the same", METHOD)
    overlap_least: unit.Share = threshold(0.80, "share of a manager's customers whose like others serve too, for the same", METHOD)
    cell_customers: unit.Customers = threshold(20, "customers of others who are alike, for that", METHOD)
    least_managers: unit.Items = threshold(3, "managers who can be compared, without whom nobody is", METHOD)
    p_below: unit.Share = threshold(0.05, "chance that anybody at all is named where all are alike, at most", USUAL)
    hand_over_months: unit.Months = threshold(4, "months after a hand-over in which customers are watched", METHOD)
    contact_days: unit.Days = threshold(30, "days within which a new manager should be in touch", METHOD)
    gone_months: unit.Months = threshold(3, "a manager who wrote no invoice for so long has left", CHOSEN)
    leave_with_manager: unit.Share = threshold(0.10, "share of customers who go when their manager goes; only where no manager has left", ASSUMED)
    seed: unit.Seed = threshold(2013, "start of the random numbers", CHOSEN)


class LoyaltySettings(Subject):
    """Who counts as asked, who is judged, and what makes the best customer?"""

    ordered = (("middle_from", "satisfied_from"),)

    asked_within: unit.Months = threshold(18, "an answer on the loyalty scale that is older counts as none", METHOD)
    least_asked: unit.Customers = threshold(30, "customers asked on the scale, for a curve", METHOD)
    headline: unit.Share = threshold(0.1, "a rival so much better is the one of the headline", METHOD)
    least_forms: unit.Items = threshold(20, "forms of an employee, a department or a place, to be judged at all", METHOD)
    apart_below: unit.Share = threshold(0.05, "chance that anybody is told apart where all are alike, at most", USUAL)
    satisfied_from: unit.Score = threshold(9.0, "mean score of a form whose customer counts as satisfied", METHOD)
    middle_from: unit.Score = threshold(7.0, "mean score below which the customer counts as not satisfied", METHOD)
    gone_months: unit.Months = threshold(12, "without a purchase after the form: gone", METHOD)
    regular_from: unit.Purchases = threshold(3, "before the form, for a regular customer", CHOSEN)
    loyal_from: unit.Share = threshold(0.5, "a rival must be so much better: loyal", METHOD)
    after_months: unit.Months = threshold(6, "after the answer, in which the margin of the loyal is compared", CHOSEN)
    least_matched: unit.Customers = threshold(30, "loyal and others alike, on each side, for that", METHOD)
    card_filled: unit.Share = threshold(0.8, "of the fields of a card, for a customer to be well known", CHOSEN)
    asked_next: unit.Customers = threshold(30, "on the list of whom to ask next", CHOSEN)
    seed: unit.Seed = threshold(2013, "start of the random numbers", CHOSEN)


class RunSettings(Subject):
    """What may a run cost?"""

    chapter_seconds: unit.Seconds = threshold(600, "longest time of a chapter", CHOSEN)
    jobs: unit.Chapters = threshold(0, "chapters at a time; 0 = one for each core", CHOSEN)


class AgendaSettings(Subject):
    """How long is the day?"""

    minutes: unit.Minutes = threshold(360, "working time of the session, without breaks", CHOSEN)


class PlanSettings(Subject):
    """From when on may the plan say that something has worked?"""

    least_months: unit.Months = threshold(3, "whole months after a change, below which nothing is measured", METHOD)
    least_customers: unit.Customers = threshold(50, "customers on each side of a comparison, at least", METHOD)
    permute_from: unit.Groups = threshold(20, "groups from which on they are dealt out anew to see what chance does", METHOD)
    least_called: unit.Customers = threshold(20, "called and left alone, on each side, for the effect of a call to be measured", CHOSEN)
    called_apart: unit.Share = threshold(0.50, "how much larger the share that was called must be than in the control group", CHOSEN)
    least_uplift: unit.Customers = threshold(100, "called and left alone, on each side, in two sessions, for a model of whom a call helps", CHOSEN)
    seed: unit.Seed = threshold(2013, "start of the random numbers", CHOSEN)
