-- median_spent
SELECT
  CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
  "members"."city" AS "city",
  QUANTILE_CONT(CAST("visits"."spent" AS DOUBLE), 0.5) AS "median_spent",
  COUNT("visits"."spent") AS "median_spent.n"
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
  2;
