-- The online shop's figures, written by hand from the invoice lines. Weeks are Monday to Sunday.

create table invoices as
  select InvoiceNo as invoice, min(InvoiceDate) as placed, max(CustomerID) as customer, max(Country) as country,
         sum(Quantity * UnitPrice) as amount, count(distinct StockCode) as products, left(InvoiceNo, 1) = 'C' as came_back
  from '${BEICHEN_DATA}/online_retail/online_retail.parquet' group by InvoiceNo;

create table buyer_weeks as
  select distinct customer, date_trunc('week', placed)::date as week from invoices where not came_back and customer is not null;

create table weeks as
  select unnest(generate_series(date '2010-12-06', date '2011-12-05', interval 7 days))::date as week;

-- name: returning_customers
select week, count(*) from buyer_weeks b
where week >= $start::date and week < $end::date
  and exists (from buyer_weeks e where e.customer = b.customer and e.week < b.week)
group by week

-- name: next_week_rate
select now.week, count(again.customer) / count(*)
from weeks now
join buyer_weeks before on before.week = now.week - 7
left join buyer_weeks again on again.customer = before.customer and again.week = now.week
where now.week >= $start::date and now.week < $end::date
group by now.week

-- name: reactivation_rate
-- Who bought before last week but not last week, and bought this week.
select now.week, count(*) filter (b.this_week) / count(*)
from (select week from weeks where week >= $start::date and week < $end::date) now,
     lateral (select customer, bool_or(x.week = now.week) as this_week
              from buyer_weeks x where x.week <= now.week
              group by customer
              having bool_or(x.week < now.week - 7) and not bool_or(x.week = now.week - 7)) b
group by now.week

-- name: products_per_order
select date_trunc('week', placed)::date as week, avg(products) from invoices
where not came_back and placed >= $start::date and placed < $end::date group by week

-- name: returned_share
select date_trunc('month', placed)::date as month, -sum(amount) filter (came_back) / sum(amount) filter (not came_back)
from invoices where placed >= $start::date and placed < $end::date group by month

-- name: net_revenue by country
with months as (select distinct date_trunc('month', placed)::date as month from invoices where placed >= $start::date and placed < $end::date),
countries as (select distinct country from invoices where placed >= $start::date and placed < $end::date)
select m.month, coalesce(sum(i.amount), 0), c.country
from months m cross join countries c
left join invoices i on date_trunc('month', i.placed) = m.month and i.country = c.country
group by m.month, c.country

-- name: return_after_order_14d
select date_trunc('week', o.placed)::date as week,
       avg(exists (from invoices r where r.came_back and r.customer = o.customer
                   and r.placed >= o.placed and r.placed < o.placed + interval 14 days)::int)
from invoices o where not o.came_back and o.customer is not null and o.placed >= $start::date and o.placed < $end::date
group by week

-- name: month_1_retention
with first_orders as (
  select customer, date_trunc('month', min(placed))::date as month from invoices where not came_back and customer is not null group by customer
)
select f.month,
       avg(exists (from invoices i where i.customer = f.customer and not i.came_back
                   and date_trunc('month', i.placed) = f.month + interval 1 month)::int)
from first_orders f where f.month >= $start::date and f.month < $end::date group by f.month

-- name: revenue_28d
select w.week, coalesce(sum(i.amount), 0) from weeks w
left join invoices i on i.placed >= w.week - interval 21 days and i.placed < w.week + interval 7 days
where w.week >= $start::date and w.week < $end::date group by w.week
