"""Which words begin a line of totals?"""

WORDS_OF_TOTALS = (
    r"итог[оиа]?|всего|общий итог|промежуточн\w+ итог\w*|сумма итого|оборот за"
    r"|grand[ -]?totals?|sub[ -]?totals?|totals?|(?:gesamt|zwischen|tages|monats)?summe|gesamt"
    r"|insgesamt|total général|sous[ -]?total|total general|total geral|totale|totaal|totalt"
    r"|razem|ogółem|suma|podsumowanie|усього|всього|разом|загалом|барлығы|жиыны|celkem|toplam"
    r"|összesen|ukupno|yhteensä|σύνολο|合計|合计|总计|小計|小计"
)
# of a row without its day the word may stand behind what it sums: 'Smith & Co total'
TOTALS = rf"(?i)^(?:{WORDS_OF_TOTALS})(?:[^\pL]|$)|[^\pL](?:{WORDS_OF_TOTALS})[\s:.]*$"
# a table without dates has nothing else to tell 'Total' from 'Total Sports Ltd', and a word that
# stands in the place of a code may be a name; of which day or month it is may be said behind it
_OF_WHICH = (
    r"\s+(?:за|по|for|per|du jour|du mois|del d[ií]a|del mes|dnia|miesiąca|(?:of )?(?:the )?"
    r"(?:day|week|month))(?:[\s\d:].*)?"
)
_AT_THE_END = r"(?:daily|day|weekly|monthly|month|report|page|invoice)[ -]totals?"
_ALONE = r"sum|сумма|сума|soma|somme|[σ∑]"
TOTALS_ALONE = (
    rf"(?i)^[\s*=_-]*(?:(?:{WORDS_OF_TOTALS}|{_ALONE}|{_AT_THE_END})\s*[:.=*_-]*\s*[\d\s./-]*"
    rf"|(?:{WORDS_OF_TOTALS}){_OF_WHICH})$"
)
# problems of a row that is set aside: the heading of the rows below it (with its level where there
# are several), and a total of columns
GROUP, TOTAL_LINE = "group", "total"
A_GROUP = rf"^{GROUP}( -?\d+)?$"
