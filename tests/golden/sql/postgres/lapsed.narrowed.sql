-- lapsed
WITH "entity_periods" AS (
  SELECT
    "period",
    "city",
    "entity",
    COALESCE("days" >= 2, FALSE) AS "counts"
  FROM (
    SELECT
      CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
      "members"."city" AS "city",
      "visits"."member" AS "entity",
      BIT_COUNT(
        CAST(BIT_OR(
          CAST(1 AS BIGINT) << CAST(CAST("visits"."at" AS DATE) - (
            CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE)
          ) AS INT)
        ) AS BIT(64))
      ) AS "days"
    FROM "visits" AS "visits"
    LEFT JOIN "members" AS "members"
      ON "members"."id" = "visits"."member"
    WHERE
      CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
      AND "visits"."shop" IS NOT NULL
      AND "members"."city" <> 'Oslo'
      AND "visits"."member" IS NOT NULL
    GROUP BY
      1,
      2,
      3
  ) AS "behaved"
), "seen" AS (
  SELECT
    "period",
    "city",
    LAG("period") OVER (PARTITION BY "city", "entity" ORDER BY "period") AS "previous",
    LEAD("period") OVER (PARTITION BY "city", "entity" ORDER BY "period") AS "following"
  FROM "entity_periods"
  WHERE
    "counts"
), "moves" AS (
  SELECT
    "period",
    "city",
    FALSE AS "lapsed",
    TRUE AS "present"
  FROM "seen"
  UNION ALL
  SELECT
    CAST("period" + INTERVAL '1 MONTH' AS DATE) AS "period",
    "city",
    "following" IS DISTINCT FROM CAST("period" + INTERVAL '1 MONTH' AS DATE) AS "lapsed",
    FALSE AS "present"
  FROM "seen"
  UNION ALL
  SELECT
    "period",
    "city",
    FALSE AS "lapsed",
    TRUE AS "present"
  FROM "entity_periods"
  WHERE
    NOT "counts"
)
SELECT
  "period",
  "city",
  COUNT(*) FILTER(WHERE
    "lapsed") AS "lapsed",
  COUNT(*) AS "lapsed.rows"
FROM "moves"
GROUP BY
  1,
  2;
