-- visitors_28d
WITH "active_days" AS (
  SELECT DISTINCT
    CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "day",
    "visits"."member" AS "counted"
  FROM "visits" AS "visits"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-02-04' AS DATE)
    AND "visits"."member" IS NOT NULL
), "spells" AS (
  SELECT
    "day",
    LEAD("day") OVER (PARTITION BY "counted" ORDER BY "day") AS "following"
  FROM "active_days"
), "changes" AS (
  SELECT
    "day",
    COUNT(*) AS "change"
  FROM "spells"
  GROUP BY
    1
  UNION ALL
  SELECT
    CASE WHEN "following" <= "day" + 28 THEN "following" ELSE "day" + 28 END AS "day",
    -COUNT(*) AS "change"
  FROM "spells"
  GROUP BY
    1
), "per_period" AS (
  SELECT
    CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6 AS "period",
    CAST(SUM("change") AS BIGINT) AS "change"
  FROM "changes"
  GROUP BY
    1
)
SELECT
  "period",
  SUM("change") OVER (ORDER BY "period") AS "visitors_28d"
FROM "per_period";
