-- spent_to_date
WITH "periods" AS (
  SELECT
    "period",
    CAST(DATE_TRUNC('year', "last_day") AS DATE) AS "first_day",
    "last_day"
  FROM (
    SELECT
      "period",
      CAST("period" + INTERVAL '1' MONTH AS DATE) - 1 AS "last_day"
    FROM (
      SELECT
        CAST("start" AS DATE) AS "period"
      FROM GENERATE_SERIES(CAST('2024-03-01' AS TIMESTAMP), CAST('2024-03-01' AS TIMESTAMP), INTERVAL '1' MONTH) AS "series"("start")
    ) AS "starts"
  ) AS "ends"
), "daily" AS (
  SELECT
    CAST("visits"."at" AS DATE) AS "day",
    "members"."city" AS "city",
    CAST(SUM("visits"."spent") AS BIGINT) AS "spent_to_date",
    COUNT("visits"."spent") AS "spent_to_date.n"
  FROM "visits" AS "visits"
  LEFT JOIN "members" AS "members"
    ON "members"."id" = "visits"."member"
  WHERE
    CAST("visits"."at" AS DATE) >= CAST('2024-01-01' AS DATE)
    AND CAST("visits"."at" AS DATE) < CAST('2024-04-01' AS DATE)
    AND "visits"."shop" IS NOT NULL
    AND "members"."city" <> 'Oslo'
  GROUP BY
    1,
    2
)
SELECT
  "periods"."period",
  "daily"."city",
  SUM("daily"."spent_to_date") AS "spent_to_date",
  SUM("daily"."spent_to_date.n") AS "spent_to_date.n"
FROM "periods"
JOIN "daily"
  ON "daily"."day" BETWEEN "periods"."first_day" AND "periods"."last_day"
GROUP BY
  1,
  2;
