-- again_in_7_days
WITH "moments" AS (
  SELECT
    CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
    "visits"."member" AS "entity",
    "visits"."at" AS "at",
    COUNT(*) AS "starts"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
  GROUP BY
    1,
    2,
    3
), "followed" AS (
  SELECT
    "period",
    "entity",
    "at",
    "starts",
    LEAD("at") OVER (PARTITION BY "entity" ORDER BY "at") AS "next_at"
  FROM "moments"
)
SELECT
  "period",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '7' DAY), 0) AS "again_in_7_days_numerator",
  SUM("starts") AS "again_in_7_days_denominator"
FROM "followed"
GROUP BY
  1;
