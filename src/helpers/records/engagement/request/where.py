"""Where does a client find a table in the systems that are usual?"""

from helpers.language import N_

OF_ONES_OWN = N_(
    "No system has it: a sheet of your own, if somebody keeps one. Otherwise we ask the customers "
    "together."
)
BEFORE_THE_SESSION = N_("No system has it: it is filled before the session, or in the room.")
NO_SYSTEM = (OF_ONES_OWN, BEFORE_THE_SESSION)
WHERE = {
    "sales": N_(
        "1C: list of the documents Реализация товаров и услуг with its lines, or the report "
        "Валовая прибыль by day, customer and article (More, Output list, save as XLSX). SAP: VF05 "
        "or the tables VBRK and VBRP; SAP Business One: lines of invoices (OINV and INV1). DATEV: "
        "outgoing invoices as CSV. QuickBooks: the report Sales by Customer Detail. Xero: invoices "
        "with their lines. Shopify: Orders, Export. Menus differ between versions. "
        "Bitrix24 and amoCRM have deals and no lines of goods: take the accounts. Excel: the file "
        "as it is."
    ),
    "customers": N_(
        "1C: the catalogue Контрагенты with all its columns (Output list). Bitrix24: CRM, "
        "Companies or Contacts, the gear, Export to CSV. amoCRM: Lists, the three dots, Export. "
        "SAP: business partners (BP). DATEV: master data of debtors."
    ),
    "service_costs": N_(
        "1C: turnover of the accounts of delivery and service by counterparty. Otherwise the "
        "ledger of deliveries, visits and complaints, or a sheet of your own."
    ),
    "contacts": N_(
        "Bitrix24: CRM, Activities, as a list, Export. amoCRM: Tasks and events of the deals. "
        "Telephony: the log of calls. Mailing service: one line for each letter to a customer."
    ),
    "leads": N_(
        "Bitrix24: CRM, Deals, the gear, Export, and the history of stages where it is kept. "
        "amoCRM: Deals, the three dots, Export. HubSpot, Pipedrive: deals with the days of their "
        "stages. The day of the last change is enough."
    ),
    "spend": N_(
        "The budget of marketing by month and channel: Excel of the marketing department, the "
        "advertising accounts, or the turnover of the account of advertising."
    ),
    "surveys": N_(
        "Google Forms, Yandex Forms, SurveyMonkey: the table of answers, with a column for each "
        "question as it is."
    ),
    "switching": OF_ONES_OWN,
    "expectations": OF_ONES_OWN,
    "relationship": OF_ONES_OWN,
    "touchpoints": OF_ONES_OWN,
    "requests": N_(
        "Help desk, shared mailbox or Bitrix24 Open Channels: requests with the hour they came and "
        "the hour of the first answer."
    ),
    "commitments": OF_ONES_OWN,
    "referrals": N_(
        "The field for who recommended in the card or the deal, or a sheet of your own."
    ),
    "bonuses": N_(
        "1C: turnover of bonuses or of discounts by card. Cash register or loyalty system: log of "
        "points given and used."
    ),
    "losses": N_("Deals lost by existing customers with their reason, or a sheet of your own."),
    "hypotheses": OF_ONES_OWN,
    "definitions": BEFORE_THE_SESSION,
    "maturity": BEFORE_THE_SESSION,
    "research": N_("The list of studies of the last years, from whoever ordered them."),
}
