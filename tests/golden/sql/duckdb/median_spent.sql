-- median_spent
SELECT
  CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
  QUANTILE_CONT(CAST("visits"."spent" AS DOUBLE), 0.5) AS "median_spent",
  COUNT("visits"."spent") AS "median_spent.n"
FROM "visits" AS "visits"
WHERE
  "visits"."at" IS NOT NULL
GROUP BY
  1;
