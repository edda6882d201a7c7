-- again_in_7_days
WITH "moments" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "members"."city" AS "city",
    "visits"."member" AS "entity",
    "visits"."at" AS "at",
    COUNT(*) AS "starts"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-09' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
  GROUP BY
    1,
    2,
    3,
    4
), "followed" AS (
  SELECT
    "period",
    "city",
    "entity",
    "at",
    "starts",
    LEAD("at") OVER (PARTITION BY "city", "entity" ORDER BY "at") AS "next_at"
  FROM "moments"
)
SELECT
  "period",
  "city",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '7 DAY'), 0) AS "again_in_7_days_numerator",
  SUM("starts") AS "again_in_7_days_denominator"
FROM "followed"
GROUP BY
  1,
  2;
