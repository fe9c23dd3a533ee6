"""How is a table called to the reader?"""

from helpers.language import N_

CALLED = {
    "sales": N_("Sales"),
    "customers": N_("Customer cards"),
    "service_costs": N_("Costs to serve"),
    "contacts": N_("Contacts"),
    "leads": N_("Leads"),
    "spend": N_("Marketing spend"),
    "surveys": N_("Surveys"),
    "switching": N_("Loyalty scale"),
    "expectations": N_("Expectations"),
    "relationship": N_("Wish for a relationship"),
    "touchpoints": N_("Touchpoints"),
    "requests": N_("Requests"),
    "commitments": N_("Commitments"),
    "referrals": N_("Referrals"),
    "bonuses": N_("Bonuses"),
    "losses": N_("Losses"),
    "hypotheses": N_("Hypotheses"),
    "definitions": N_("Definitions"),
    "maturity": N_("Maturity"),
    "research": N_("Research"),
}
