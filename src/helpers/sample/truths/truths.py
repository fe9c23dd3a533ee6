"""What must an honest analysis find in the sample client?"""

from dataclasses import asdict
from typing import Any

import numpy as np
import yaml

from helpers.sample.truths import earning as truths_earning
from helpers.sample.truths import funnel as truths_funnel
from helpers.sample.truths import leaving as truths_leaving
from helpers.sample.truths import money as truths_money
from helpers.sample.truths import voice as truths_voice
from helpers.sample.world.planted import AS_OF, FIRST_DAY
from helpers.sample.world.simulate import Company

TRUTHS = "truths.yml"
WRITTEN_BY = "Written by `workbook sample` from the simulation"  # a folder that has it is ours
HEAD = f"""\
# What was planted in the sample client, and what is exactly in its files.
# {WRITTEN_BY}; tests read it, chapters never do.
"""
COMMENTS = {
    "period": "first and last day of the records",
    "rows": "rows of each table besides sales",
    "sales_files": "exact counts of each file of sales; money to the cent, as written;\n"
    "rows = rejected + accepted, totals are set aside; duplicates are the second copies",
    "sales": "the same, all files together; customers are those with an accepted line",
    "cards": "codes in sales without a card, and cards without a sale",
    "money": "where revenue and profit come from (accepted lines)",
    "leaving": "true causes of each loss (usual = none of the company's making),\n"
    "losses by desk against months at risk, and who is still gone at the end",
    "signals": "customers whose habit was changed on the day `from`, by signal",
    "contacts": "each contact lifts the visits of the next month by `lift`, up to `saturation`",
    "funnel": "chance of a sale at each contact, and what giving up early looks like",
    "channels": "spend for each new customer against the margin of the first order, 2024 and 2025",
    "referrals": "mean revenue of a new customer so far, passers-by apart",
    "win_back": "chance of return where somebody tried, by cause, and what the log shows",
    "profitability": "the last year, customer by customer: gross profit less cost to serve;\n"
    "peak and peak_at are shares of all profit and of all customers",
    "bonuses": "issued and used so far by kind, and the chance that one is ever used",
    "loyalty": "what those asked did afterwards",
    "journey": "where the way of a customer tears, and what follows",
    "plan": "two ideas under way, and the branch on which nobody tries anything",
    "terms": "who gets the discounts, as a share of the full price",
    "service": "late payers that cost more than they earn; answers to requests",
    "voice": "mean score by touchpoint; who refuses; who wants a relationship",
    "room": "what the company says about itself",
    "process": "every number of the simulation",
}


class _Dumper(yaml.SafeDumper):
    """Plain YAML in which every code stands in quotes, whatever its digits."""


def _quoted(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "'" if text.isdigit() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _quoted)


def truths_text(company: Company, contents: dict[str, dict[str, Any]]) -> str:
    """Text of ``truths.yml``: one commented section for each subject."""
    return written(_sections(company, contents), COMMENTS)


def written(sections: dict[str, dict[str, Any]], comments: dict[str, str]) -> str:
    """Sections as YAML, each below the comment of its name."""
    parts = [HEAD]
    for name, section in sections.items():
        comment = "\n".join(f"# {line}" for line in comments[name].splitlines())
        body = yaml.dump(
            {name: _plain(section)},
            Dumper=_Dumper,
            sort_keys=False,
            default_flow_style=None,
            width=100,
        )
        parts.append(f"{comment}\n{body}")
    return "\n".join(parts)


def _sections(company: Company, contents: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        "period": {"first": str(FIRST_DAY), "last": str(AS_OF)},
        "rows": {name: len(frame) for name, frame in company.tables.items()},
        "sales_files": contents,
        "sales": truths_money.all_files(company, contents),
        "cards": truths_money.cards(company),
        "money": truths_money.money(company),
        "profitability": truths_earning.profitability(company),
        "terms": truths_money.terms(company) | truths_earning.given_away(company),
        "bonuses": truths_earning.bonuses(company),
        "leaving": truths_leaving.leaving(company),
        "signals": truths_leaving.signals(company),
        "win_back": truths_leaving.win_back(company),
        "contacts": truths_voice.contacts(company),
        "funnel": truths_funnel.funnel(company),
        "channels": truths_funnel.channels(company),
        "referrals": truths_money.referrals(company),
        "service": truths_voice.service(company),
        "voice": truths_voice.voice(company),
        "loyalty": truths_voice.loyalty(company),
        "journey": truths_voice.journey(company),
        "plan": truths_voice.plan(company),
        "room": truths_voice.room(company),
        "process": asdict(company.planted),
    }


def _plain(value: object) -> object:
    """Plain values for YAML, shares and means to four digits."""
    if isinstance(value, dict):
        return {str(k) if isinstance(k, str) else int(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, np.generic):
        value = value.item()
    return round(value, 4) if isinstance(value, float) else value
