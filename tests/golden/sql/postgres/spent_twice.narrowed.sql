-- spent
WITH "daily" AS (
  SELECT
    CAST("visits"."at" AS DATE) AS "day",
    "members"."city" AS "city",
    SUM("visits"."spent") AS "spent"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."shop" <> 'test'
  GROUP BY
    1,
    2
)
SELECT
  CAST(DATE_TRUNC('month', "day") AS DATE) AS "period",
  "city",
  SUM("spent") AS "spent"
FROM "daily"
GROUP BY
  1,
  2;

-- spent_twice = 2 * spent, period by period
