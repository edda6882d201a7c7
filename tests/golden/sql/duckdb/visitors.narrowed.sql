-- visitors
WITH "per_value" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "members"."city" AS "city",
    "visits"."member" AS "entity"
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
  COUNT("entity") AS "visitors"
FROM "per_value"
GROUP BY
  1,
  2;
