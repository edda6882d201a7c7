-- visitors_28d
WITH "active_days" AS (
  SELECT DISTINCT
    CAST("visits"."at" AS DATE) AS "day",
    "members"."city" AS "city",
    "visits"."member" AS "counted"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-04' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
), "spells" AS (
  SELECT
    "day",
    "city",
    LEAD("day") OVER (PARTITION BY "city", "counted" ORDER BY "day") AS "following"
  FROM "active_days"
), "changes" AS (
  SELECT
    "day",
    "city",
    COUNT(*) AS "change"
  FROM "spells"
  GROUP BY
    1,
    2
  UNION ALL
  SELECT
    CASE WHEN "following" <= "day" + 28 THEN "following" ELSE "day" + 28 END AS "day",
    "city",
    -COUNT(*) AS "change"
  FROM "spells"
  GROUP BY
    1,
    2
), "per_period" AS (
  SELECT
    CAST(DATE_TRUNC('month', "day") AS DATE) AS "period",
    "city",
    CAST(SUM("change") AS BIGINT) AS "change"
  FROM "changes"
  GROUP BY
    1,
    2
)
SELECT
  "period",
  "city",
  SUM("change") OVER (PARTITION BY "city" ORDER BY "period") AS "visitors_28d"
FROM "per_period";
