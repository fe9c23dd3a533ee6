"""Filled forms, one answer a row, as small as a test needs them or as large as a company's."""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.answers import answers
from helpers.settings import AnswersSettings

RULES = AnswersSettings()
QUESTIONS = [f"Q{n}" for n in range(1, 6)]


def told(*rows):
    """Answers of forms: response, customer, place, scores (None where refused)."""
    made = [
        {"response": response, "customer": customer, "touchpoint": place, "question": question,
         "score": score, "employee": "Ann", "branch": "", "date": pd.Timestamp("2024-06-01")}
        for response, customer, place, scores in rows
        for question, score in zip(QUESTIONS, scores, strict=False)
    ]  # fmt: skip
    table = pd.DataFrame(made)
    return answers(table.assign(score=table["score"].astype(float)), RULES)


def world(seed, *, forms=600, employees=10, torn=0.0, rude=0.0, grumpy=0.0):
    """Forms of a company with two branches and four places.

    ``torn``: by how many points the first place is worse at the first branch, where the first half
    of the employees work; ``rude``: by how many the last employee is worse at the third question;
    ``grumpy``: how unlike customers are, who come back to the same employee.
    """
    chance = np.random.default_rng(seed)
    who = chance.integers(0, forms // 2, forms)
    mood = chance.normal(0, grumpy, forms)[who]
    employee = who % employees
    branch = (employee >= employees // 2).astype(int)
    often = np.where(employee[:, None] % 3 == 0, [[6, 1, 1, 1]], [[1, 1, 1, 1]])
    place = (chance.random(forms)[:, None] > (often / often.sum(1, keepdims=True)).cumsum(1)).sum(1)
    base = 8.7 + mood + chance.normal(0, 0.9, forms) - torn * ((place == 0) & (branch == 0))
    refuses = chance.random(forms) < 0.13
    parts = []
    for nth, question in enumerate(QUESTIONS):
        score = (
            base + chance.normal(0, 0.8, forms) - rude * ((employee == employees - 1) & (nth == 2))
        )
        parts.append(pd.DataFrame({
            "response": [f"F{n:05}" for n in range(forms)], "question": question,
            "score": np.where(refuses, np.nan, np.clip(np.rint(score), 1, 10)),
            "customer": [f"C{n:05}" for n in who], "employee": [f"E{n}" for n in employee],
            "touchpoint": [f"P{n}" for n in place], "branch": [f"B{n}" for n in branch],
        }))  # fmt: skip
    return answers(pd.concat(parts, ignore_index=True), RULES)
