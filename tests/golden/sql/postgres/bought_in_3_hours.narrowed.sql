-- bought_in_3_hours
WITH "moments" AS (
  SELECT
    CAST(DATE_TRUNC('month', CAST("visits"."at" AS DATE)) AS DATE) AS "period",
    "members"."city" AS "city",
    "visits"."member" AS "entity",
    "visits"."at" AS "at",
    COUNT(*) FILTER(WHERE
      "visits"."spent" = 0) AS "starts",
    COUNT(*) FILTER(WHERE
      "visits"."spent" > 0) AS "ends"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-03' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
    AND "visits"."member" IS NOT NULL
    AND (
      "visits"."spent" = 0 OR "visits"."spent" > 0
    )
  GROUP BY
    1,
    2,
    3,
    4
), "followed" AS (
  SELECT
    "period",
    "city",
    "entity",
    "at",
    "starts",
    MIN(CASE WHEN "ends" > 0 THEN "at" END) OVER (
      PARTITION BY "city", "entity"
      ORDER BY "at" DESC NULLS LAST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS "next_at"
  FROM "moments"
), "firsts" AS (
  SELECT
    "period",
    "city",
    "entity",
    MIN("at") AS "at",
    MIN("next_at") AS "next_at",
    1 AS "starts"
  FROM "followed"
  WHERE
    "starts" > 0
  GROUP BY
    1,
    2,
    3
)
SELECT
  "period",
  "city",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '3 HOUR'), 0) AS "bought_in_3_hours_numerator",
  SUM("starts") AS "bought_in_3_hours_denominator"
FROM "firsts"
GROUP BY
  1,
  2;
