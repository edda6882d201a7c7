-- visitors, regulars, spent
WITH "per_member" AS (
  SELECT
    (
      CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
    ) // 7 AS "week",
    "visits"."member" AS "entity",
    BIT_COUNT(
      BIT_OR(
        CAST(1 AS BIGINT) << CAST((
          CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
        ) % 7 AS INT)
      )
    ) AS "regulars.days",
    SUM("visits"."spent") FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent",
    COUNT("visits"."spent") FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent.n",
    COUNT(*) FILTER(WHERE
      "visits"."shop" <> 'test') AS "spent.rows"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
  GROUP BY
    1,
    2
)
SELECT
  CAST('0001-01-07' AS DATE) + CAST("week" * 7 AS INT) AS "period",
  COUNT("entity") AS "visitors",
  COUNT(*) FILTER(WHERE
    "entity" IS NOT NULL AND "regulars.days" >= 2) AS "regulars",
  COUNT(*) FILTER(WHERE
    "entity" IS NOT NULL) AS "regulars.tested",
  SUM("spent") AS "spent",
  SUM("spent.n") AS "spent.n",
  SUM("spent.rows") AS "spent.rows"
FROM "per_member"
GROUP BY
  1;

-- median_spent
SELECT
  CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
  QUANTILE_CONT(CAST("visits"."spent" AS DOUBLE), 0.5) AS "median_spent",
  COUNT("visits"."spent") AS "median_spent.n"
FROM "visits" AS "visits"
WHERE
  "visits"."at" IS NOT NULL
GROUP BY
  1;

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

-- spent_to_date
WITH "periods" AS (
  SELECT
    "period",
    CAST(DATE_TRUNC('year', "last_day") AS DATE) AS "first_day",
    "last_day"
  FROM (
    SELECT
      "period",
      (
        "period" + 7
      ) - 1 AS "last_day"
    FROM (
      SELECT
        CAST("start" AS DATE) AS "period"
      FROM GENERATE_SERIES(CAST('2024-02-25' AS TIMESTAMP), CAST('2024-03-10' AS TIMESTAMP), INTERVAL '7' DAY) AS "series"("start")
    ) AS "starts"
  ) AS "ends"
), "daily" AS (
  SELECT
    CAST("visits"."at" AS DATE) AS "day",
    CAST(SUM("visits"."spent") AS BIGINT) AS "spent_to_date",
    COUNT("visits"."spent") AS "spent_to_date.n"
  FROM "visits" AS "visits"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-01-01' AS DATE)
  GROUP BY
    1
)
SELECT
  "periods"."period",
  SUM("daily"."spent_to_date") AS "spent_to_date",
  SUM("daily"."spent_to_date.n") AS "spent_to_date.n"
FROM "periods"
JOIN "daily"
  ON "daily"."day" BETWEEN "periods"."first_day" AND "periods"."last_day"
GROUP BY
  1;

-- visitors_ever
WITH "firsts" AS (
  SELECT
    "visits"."member" AS "counted",
    MIN(CAST("visits"."at" AS DATE)) AS "day"
  FROM "visits" AS "visits"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-03-01' AS DATE)
    AND "visits"."member" IS NOT NULL
  GROUP BY
    1
), "per_period" AS (
  SELECT
    CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6 AS "period",
    COUNT(*) AS "entered"
  FROM "firsts"
  GROUP BY
    1
)
SELECT
  "period",
  SUM("entered") OVER (ORDER BY "period") AS "visitors_ever"
FROM "per_period";

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
      ) // 7 AS "week",
      "visits"."member" AS "entity",
      BIT_COUNT(
        BIT_OR(
          CAST(1 AS BIGINT) << CAST((
            CAST("visits"."at" AS DATE) - CAST('0001-01-07' AS DATE)
          ) % 7 AS INT)
        )
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

-- back_next_week
WITH "firsts" AS (
  SELECT
    "visits"."member" AS "entity",
    MIN(CAST("visits"."at" AS DATE)) AS "day"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
  GROUP BY
    1
), "cohort" AS (
  SELECT
    CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6 AS "period",
    "entity",
    (
      CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6
    ) + 7 AS "since",
    (
      CAST(DATE_TRUNC('week', "day" - 6) AS DATE) + 6
    ) + 14 AS "until"
  FROM "firsts"
), "visits_step" AS (
  SELECT
    "visits"."member" AS "entity",
    CAST("visits"."at" AS DATE) AS "day"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
), "returned" AS (
  SELECT DISTINCT
    "cohort"."entity"
  FROM "cohort"
  JOIN "visits_step" AS "visits"
    ON "visits"."entity" = "cohort"."entity"
    AND "visits"."day" >= "cohort"."since"
    AND "visits"."day" < "cohort"."until"
)
SELECT
  "cohort"."period",
  COUNT("returned"."entity") AS "back_next_week_numerator",
  COUNT(*) AS "back_next_week_denominator"
FROM "cohort"
LEFT JOIN "returned"
  ON "returned"."entity" = "cohort"."entity"
GROUP BY
  1;

-- bought_in_3_hours
WITH "starts" AS (
  SELECT
    CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
    "visits"."member" AS "entity",
    MIN("visits"."at") AS "at",
    1 AS "starts"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
    AND "visits"."member" IS NOT NULL
    AND "visits"."spent" = 0
  GROUP BY
    1,
    2
), "ends" AS (
  SELECT DISTINCT
    "visits"."member" AS "entity",
    "visits"."at" AS "at"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL
    AND "visits"."member" IS NOT NULL
    AND "visits"."spent" > 0
), "followed" AS (
  SELECT
    "starts"."period",
    "starts"."at",
    "starts"."starts",
    "ends"."at" AS "next_at"
  FROM "starts"
  ASOF LEFT JOIN "ends"
    ON "ends"."entity" = "starts"."entity" AND "ends"."at" >= "starts"."at"
)
SELECT
  "period",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '3' HOUR), 0) AS "bought_in_3_hours_numerator",
  SUM("starts") AS "bought_in_3_hours_denominator"
FROM "followed"
GROUP BY
  1;

-- again_in_7_days
WITH "moments" AS (
  SELECT
    CAST(DATE_TRUNC('week', CAST("visits"."at" AS DATE) - 6) AS DATE) + 6 AS "period",
    "visits"."member" AS "entity",
    "visits"."at" AS "at",
    COUNT(*) AS "starts"
  FROM "visits" AS "visits"
  WHERE
    "visits"."at" IS NOT NULL AND "visits"."member" IS NOT NULL
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
    LEAD("at") OVER (PARTITION BY "entity" ORDER BY "at") AS "next_at"
  FROM "moments"
)
SELECT
  "period",
  COALESCE(SUM("starts") FILTER(WHERE
    "next_at" < "at" + INTERVAL '7' DAY), 0) AS "again_in_7_days_numerator",
  SUM("starts") AS "again_in_7_days_denominator"
FROM "followed"
GROUP BY
  1;

-- spent_each = spent / visitors, period by period

-- spent_twice = 2 * spent, period by period

-- health = (1 × score(spent_each)) / 1
