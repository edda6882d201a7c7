-- back_next_week
WITH "firsts" AS (
  SELECT
    "visits"."member" AS "entity",
    MIN(CAST("visits"."at" AS DATE)) AS "day"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
  GROUP BY
    1
), "cohort" AS (
  SELECT
    CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6 AS "period",
    "entity",
    (
      CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6
    ) + 7 AS "since",
    (
      CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6
    ) + 14 AS "until"
  FROM "firsts"
), "visits_step" AS (
  SELECT
    "visits"."member" AS "entity",
    CAST("visits"."at" AS DATE) AS "day"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
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
  COUNT("returned"."entity") AS "back_next_week_numerator",
  COUNT(*) AS "back_next_week_denominator"
FROM "cohort"
LEFT JOIN "returned"
  ON "returned"."entity" = "cohort"."entity"
GROUP BY
  1;
