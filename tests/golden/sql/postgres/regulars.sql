-- regulars
WITH "per_member" AS (
  SELECT
    (
      CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
    ) / 7 AS "week",
    "visits"."member" AS "entity",
    BIT_COUNT(
      CAST(BIT_OR(
        CAST(1 AS BIGINT) << CAST((
          CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
        ) % 7 AS INT)
      ) AS BIT(64))
    ) AS "days"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
  GROUP BY
    1,
    2
)
SELECT
  CAST('0001-01-07' AS DATE) + CAST("week" * 7 AS INT) AS "period",
  COUNT(*) FILTER(WHERE
    "days" >= 2) AS "regulars",
  COUNT(*) AS "regulars.tested"
FROM "per_member"
GROUP BY
  1;
