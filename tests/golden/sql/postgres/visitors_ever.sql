-- visitors_ever
WITH "firsts" AS (
  SELECT
    "visits"."member" AS "counted",
    MIN(CAST("visits"."at" AS DATE)) AS "day"
  FROM "visits" AS "visits"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND "visits"."member" IS NOT NULL
  GROUP BY
    1
), "per_period" AS (
  SELECT
    CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6 AS "period",
    COUNT(*) AS "entered"
  FROM "firsts"
  GROUP BY
    1
)
SELECT
  "period",
  SUM("entered") OVER (ORDER BY "period") AS "visitors_ever"
FROM "per_period";
