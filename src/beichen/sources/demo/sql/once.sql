-- What is written once for all days: one statement a table, named by the line above it.

-- table: listeners
select user_id,
       make_timestamp(moment(joined, 60 * minute_of(dice(user_id, joined, 256), weekend)::int - 60 - 17 * (user_id % 61)::int)) as signed_up_at,
       channel, region, city_tier, device
from listeners join days on days.n = joined
order by user_id;

-- table: unsubscribes
select user_id, make_timestamp(moment(mutes, 64800 + (dice(user_id, 0, 6) & 8191)::int)) as unsubscribed_at
from listeners where mutes between joined and getvariable('last_n')::int
order by unsubscribed_at, user_id;

-- table: assignments
select user_id, 'playlist_prompt' as experiment, variant,
       make_timestamp(moment(joined, 60 * minute_of(dice(user_id, joined, 256), weekend)::int - 30)) as assigned_at
from listeners join days on days.n = joined
where variant is not null
order by user_id;

-- table: visits
with expected as (
  select n, channel, share * getvariable('users')::bigint as sign_ups, dice(0, n, 1 + row_number() over (order by n, channel)) as roll
  from arrivals
)
select getvariable('first_day')::date + n::int as day, channel,
       round((sign_ups + 0.4)
             / case channel when 'app_store' then 0.31 when 'search' then 0.22 when 'friends' then 0.44 when 'short_video' then 0.12
                            when 'preinstalled' then 0.27 else 0.7 end
             * (0.9 + 0.2 * draw(roll, 0)))::int as visitors
from expected
order by day, channel;

-- table: payments
with subscribers as (
  select *, dice(user_id, 0, 7) as will, dice(user_id, 0, 8) as plan_roll,
         joined + 3 + floor(waiting(draw(will, 1), 55))::int as pays_from
  from listeners where stays_on
), decided as (
  select *,
         least(leaves, pays_from + floor(waiting(draw(will, 2), 420))::int, getvariable('last_n')::int) as pays_to,
         case when draw(plan_roll, 0) < 0.12 then 'annual'
              when pays_from >= getvariable('student_from')::int and draw(plan_roll, 0) < 0.4 then 'student'
              else 'monthly' end as plan
  from subscribers
  where pays_from < leaves
    and draw(will, 0) < (0.06 + 0.72 * zeal * zeal) * effect_subscribing(pays_from, region, null, null, channel, variant)
), due as (
  select *, case plan when 'annual' then 365 else 30 end as every,
         case plan when 'annual' then 158.0 when 'student' then 8.0 else 15.0 end as price,
         unnest(range(pays_from, pays_to + 1, every)) as due_n
  from decided
), paid as (
  select *, dice(user_id, due_n, 9) as roll from due
)
select user_id, make_timestamp(moment(due_n, 28800 + (roll & 32767)::int)) as paid_at, plan,
       case when due_n = pays_from then 'new' else 'renewal' end as kind, price::decimal(10, 2) as amount
from paid
union all
select user_id, make_timestamp(moment(due_n + 3, 28800 + (roll & 32767)::int)), plan, 'refund', -price::decimal(10, 2)
from paid where draw(roll, 1) < 0.008 and due_n + 3 <= getvariable('last_n')::int
order by paid_at, user_id;
