-- visitors, spent
WITH "per_value" AS (
  SELECT
    (
      CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
    ) / 7 AS "week",
    "visits"."member" AS "entity",
    SUM("visits"."spent") FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent",
    COUNT("visits"."spent") FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent.n",
    COUNT(*) FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent.rows"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
  GROUP BY
    1,
    2
)
SELECT
  CAST('0001-01-07' AS DATE) + CAST("week" * 7 AS INT) AS "period",
  COUNT("entity") AS "visitors",
  SUM("spent") AS "spent",
  SUM("spent.n") AS "spent.n",
  SUM("spent.rows") AS "spent.rows"
FROM "per_value"
GROUP BY
  1;

-- spent_each = spent / visitors, period by period
