-- visitors
WITH "per_value" AS (
  SELECT
    (
      CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
    ) / 7 AS "week",
    "visits"."member" AS "entity"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
  GROUP BY
    1,
    2
)
SELECT
  CAST('0001-01-07' AS DATE) + CAST("week" * 7 AS INT) AS "period",
  COUNT("entity") AS "visitors"
FROM "per_value"
GROUP BY
  1;
