-- bought_in_3_hours
WITH "starts" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "members"."city" AS "city",
    "visits"."member" AS "entity",
    MIN("visits"."at") AS "at",
    1 AS "starts"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-03' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
    AND "visits"."spent" = 0
  GROUP BY
    1,
    2,
    3
), "ends" AS (
  SELECT DISTINCT
    "members"."city" AS "city",
    "visits"."member" AS "entity",
    "visits"."at" AS "at"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-03' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
    AND "visits"."spent" > 0
), "followed" AS (
  SELECT
    "starts"."period",
    "starts"."city",
    "starts"."at",
    "starts"."starts",
    "ends"."at" AS "next_at"
  FROM "starts"
  ASOF LEFT JOIN "ends"
    ON "ends"."entity" = "starts"."entity"
    AND "ends"."city" IS NOT DISTINCT FROM "starts"."city"
    AND "ends"."at" >= "starts"."at"
)
SELECT
  "period",
  "city",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '3' HOUR), 0) AS "bought_in_3_hours_numerator",
  SUM("starts") AS "bought_in_3_hours_denominator"
FROM "followed"
GROUP BY
  1,
  2;
