-- bought_in_3_hours
WITH "moments" AS (
  SELECT
    CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
    "visits"."member" AS "entity",
    "visits"."at" AS "at",
    COUNT(*) FILTER(WHERE
      "visits"."spent" = 0) AS "starts",
    COUNT(*) FILTER(WHERE
      "visits"."spent" > 0) AS "ends"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
    AND "visits"."member" IS NOT NULL
    AND (
      "visits"."spent" = 0 OR "visits"."spent" > 0
    )
  GROUP BY
    1,
    2,
    3
), "followed" AS (
  SELECT
    "period",
    "entity",
    "at",
    "starts",
    MIN(CASE WHEN "ends" > 0 THEN "at" END) OVER (
      PARTITION BY "entity"
      ORDER BY "at" DESC NULLS LAST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS "next_at"
  FROM "moments"
), "firsts" AS (
  SELECT
    "period",
    "entity",
    MIN("at") AS "at",
    MIN("next_at") AS "next_at",
    1 AS "starts"
  FROM "followed"
  WHERE
    "starts" > 0
  GROUP BY
    1,
    2
)
SELECT
  "period",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '3 HOUR'), 0) AS "bought_in_3_hours_numerator",
  SUM("starts") AS "bought_in_3_hours_denominator"
FROM "firsts"
GROUP BY
  1;
