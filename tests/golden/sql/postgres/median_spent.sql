-- median_spent
SELECT
  CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
  PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY
    CAST("visits"."spent" AS DOUBLE PRECISION)) AS "median_spent",
  COUNT("visits"."spent") AS "median_spent.n"
FROM "visits" AS "visits"
WHERE
  "visits"."at" IS NOT NULL
GROUP BY
  1;
