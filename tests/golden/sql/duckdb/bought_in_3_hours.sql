-- bought_in_3_hours
WITH "starts" AS (
  SELECT
    CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
    "visits"."member" AS "entity",
    MIN("visits"."at") AS "at",
    1 AS "starts"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
    AND "visits"."member" IS NOT NULL
    AND "visits"."spent" = 0
  GROUP BY
    1,
    2
), "ends" AS (
  SELECT DISTINCT
    "visits"."member" AS "entity",
    "visits"."at" AS "at"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
    AND "visits"."member" IS NOT NULL
    AND "visits"."spent" > 0
), "followed" AS (
  SELECT
    "starts"."period",
    "starts"."at",
    "starts"."starts",
    "ends"."at" AS "next_at"
  FROM "starts"
  ASOF LEFT JOIN "ends"
    ON "ends"."entity" = "starts"."entity" AND "ends"."at" >= "starts"."at"
)
SELECT
  "period",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '3' HOUR), 0) AS "bought_in_3_hours_numerator",
  SUM("starts") AS "bought_in_3_hours_denominator"
FROM "followed"
GROUP BY
  1;
