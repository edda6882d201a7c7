-- visitors
WITH "per_value" AS (
  SELECT
    CAST("visits"."at" AS DATE) AS "period",
    "visits"."shop" AS "shop",
    "visits"."member" AS "entity"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
  GROUP BY
    1,
    2,
    3
)
SELECT
  "period",
  "shop",
  COUNT("entity") AS "visitors"
FROM "per_value"
GROUP BY
  1,
  2;
