-- visitors_ever
WITH "firsts" AS (
  SELECT
    "visits"."member" AS "counted",
    "members"."city" AS "city",
    MIN(CAST("visits"."at" AS DATE)) AS "day"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
  GROUP BY
    1,
    2
), "per_period" AS (
  SELECT
    CAST(DATE_TRUNC('month', "day") AS DATE) AS "period",
    "city",
    COUNT(*) AS "entered"
  FROM "firsts"
  GROUP BY
    1,
    2
)
SELECT
  "period",
  "city",
  SUM("entered") OVER (PARTITION BY "city" ORDER BY "period") AS "visitors_ever"
FROM "per_period";
