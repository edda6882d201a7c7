-- lapsed
WITH "entity_periods" AS (
  SELECT
    CAST('0001-01-07' AS DATE) + CAST("week" * 7 AS INT) AS "period",
    "entity",
    COALESCE("days" >= 2, FALSE) AS "counts"
  FROM (
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
  ) AS "behaved"
), "seen" AS (
  SELECT
    "period",
    LAG("period") OVER (PARTITION BY "entity" ORDER BY "period") AS "previous",
    LEAD("period") OVER (PARTITION BY "entity" ORDER BY "period") AS "following"
  FROM "entity_periods"
  WHERE
    "counts"
), "moves" AS (
  SELECT
    "period",
    FALSE AS "lapsed",
    TRUE AS "present"
  FROM "seen"
  UNION ALL
  SELECT
    "period" + 7 AS "period",
    "following" IS DISTINCT FROM "period" + 7 AS "lapsed",
    FALSE AS "present"
  FROM "seen"
)
SELECT
  "period",
  COUNT(*) FILTER(WHERE
    "lapsed") AS "lapsed",
  COUNT(*) AS "lapsed.rows"
FROM "moves"
GROUP BY
  1;
