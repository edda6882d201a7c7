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
