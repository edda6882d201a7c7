-- visitors
WITH "per_value" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "visits"."shop" AS "shop",
    "visits"."member" AS "entity"
  FROM "visits" AS "visits"
  WHERE
    NOT "visits"."at" IS NULL
  GROUP BY
    1,
    2,
    3
)
SELECT
  "period" AS "period",
  "shop",
  COUNT("entity") AS "visitors"
FROM "per_value"
GROUP BY
  1,
  2;
