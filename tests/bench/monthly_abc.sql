-- Customer ABC at each of the last 13 month-ends, by net sales of the trailing 12 months.
-- Written by hand against `sales` (date, customer, amount); $last_month is the first day of
-- the last complete month, $first_month that of the first record.
WITH monthly AS (
    SELECT customer, date_trunc('month', date)::DATE AS month, sum(amount) AS amount
    FROM sales
    WHERE customer IS NOT NULL AND date <= last_day($last_month::DATE)
    GROUP BY ALL
),
ends AS (
    SELECT ($last_month::DATE - to_months(i))::DATE AS month
    FROM range(13) AS r(i)
    WHERE $last_month::DATE - to_months(i + 11) >= $first_month::DATE
),
totals AS (
    SELECT e.month, m.customer, sum(m.amount) AS amount
    FROM ends e
    JOIN monthly m ON m.month <= e.month AND m.month > e.month - to_months(12)
    GROUP BY ALL
),
ranked AS (
    SELECT
        *,
        sum(greatest(amount, 0)) OVER (PARTITION BY month) AS whole,
        coalesce(
            sum(greatest(amount, 0)) OVER (
                PARTITION BY month ORDER BY amount DESC, customer
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            0
        ) AS before
    FROM totals
)
SELECT
    last_day(month) AS as_of,
    customer AS item,
    amount::DOUBLE AS amount,
    CASE
        WHEN amount <= 0 THEN 'C'
        WHEN before * 100 < whole * 80 THEN 'A'
        WHEN before * 100 < whole * 95 THEN 'B'
        ELSE 'C'
    END AS abc
FROM ranked
ORDER BY as_of, item
