-- regulars
WITH "per_member" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "members"."city" AS "city",
    "visits"."member" AS "entity",
    BIT_COUNT(
      BIT_OR(
        CAST(1 AS BIGINT) << CAST(CAST("visits"."at" AS DATE) - (
          CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE)
        ) AS INT)
      )
    ) AS "days"
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
    2,
    3
)
SELECT
  "period",
  "city",
  COUNT(*) FILTER(WHERE
    "days" >= 2) AS "regulars",
  COUNT(*) AS "regulars.tested"
FROM "per_member"
GROUP BY
  1,
  2;
