-- visitors, spent
WITH "per_value" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "members"."city" AS "city",
    "visits"."member" AS "entity",
    SUM("visits"."spent") FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent",
    COUNT("visits"."spent") FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent.n",
    COUNT(*) FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent.rows"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
  GROUP BY
    1,
    2,
    3
)
SELECT
  "period",
  "city",
  COUNT("entity") AS "visitors",
  SUM("spent") AS "spent",
  SUM("spent.n") AS "spent.n",
  SUM("spent.rows") AS "spent.rows"
FROM "per_value"
GROUP BY
  1,
  2;

-- spent_each = spent / visitors, period by period
