-- back_next_week
WITH "firsts" AS (
  SELECT
    "visits"."member" AS "entity",
    "members"."city" AS "city",
    MIN(CAST("visits"."at" AS DATE)) AS "day"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
  GROUP BY
    1,
    2
), "cohort" AS (
  SELECT
    CAST(DATE_TRUNC('month', "day") AS DATE) AS "period",
    "city",
    "entity",
    CAST(CAST(DATE_TRUNC('month', "day") AS DATE) + INTERVAL '1 MONTH' AS DATE) AS "since",
    CAST(CAST(DATE_TRUNC('month', "day") AS DATE) + INTERVAL '2 MONTH' AS DATE) AS "until"
  FROM "firsts"
), "visits_step" AS (
  SELECT
    "visits"."member" AS "entity",
    CAST("visits"."at" AS DATE) AS "day"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    "visits"."at" IS NOT NULL
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
), "returned" AS (
  SELECT DISTINCT
    "cohort"."entity"
  FROM "cohort"
  JOIN "visits_step" AS "visits"
    ON "visits"."entity" = "cohort"."entity"
    AND "visits"."day" >= "cohort"."since"
    AND "visits"."day" < "cohort"."until"
)
SELECT
  "cohort"."period",
  "cohort"."city",
  COUNT("returned"."entity") AS "back_next_week_numerator",
  COUNT(*) AS "back_next_week_denominator"
FROM "cohort"
LEFT JOIN "returned"
  ON "returned"."entity" = "cohort"."entity"
GROUP BY
  1,
  2;
