"""Which words begin a line of totals?"""

TOTALS = (
    r"(?i)^(?:итог[оиа]?|всего|общий итог|промежуточн\w+ итог\w*|сумма итого|оборот за"
    r"|grand[ -]?totals?|sub[ -]?totals?|totals?|gesamt(?:summe)?|zwischensumme|insgesamt"
    r"|total général|sous[ -]?total|total general|razem|ogółem|suma|усього|разом|барлығы"
    r"|жиыны)(?:[^\pL]|$)"
)
# a table without dates has nothing else to tell 'Total' from 'Total Sports Ltd'
TOTALS_ALONE = TOTALS.removesuffix(r"(?:[^\pL]|$)") + r"\s*[:.=-]?\s*[\d\s]*$"
# problems of a row that is set aside: the heading of the rows below it, and a total of columns
GROUP, TOTAL_LINE = "group", "total"
