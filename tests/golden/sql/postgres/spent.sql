-- spent
WITH "daily" AS (
  SELECT
    CAST("visits"."at" AS DATE) AS "day",
    SUM("visits"."spent") AS "spent",
    COUNT("visits"."spent") AS "spent.n"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."shop" <> 'test'
  GROUP BY
    1
)
SELECT
  CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6 AS "period",
  SUM("spent") AS "spent",
  SUM("spent.n") AS "spent.n"
FROM "daily"
GROUP BY
  1;
