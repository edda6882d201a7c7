-- One row per start of the app. A first day has one, so that nothing comes before the sign-up.
create or replace temp table sessions as
  with counted as (
    select *, dice(user_id, n, 13) as habit,
           case when n = joined then 1
                else 1 + (draw(habit, 0) < 0.44)::int + (draw(habit, 0) < 0.17)::int + (draw(habit, 0) < 0.05)::int end as starts
    from user_days where listened
  ), started as (
    select *, unnest(range(starts)) as session, dice(user_id, n, 256 + session) as spin from counted
  ), placed as (
    select * replace (case when session > 0 and draw(spin, 1) < 0.5 then other_device else device end as device),
           60 * minute_of(spin, weekend)::int + ((spin >> 10) & 63)::int as second,
           dice(user_id, n, 512 + session) as luck
    from started
  ), tried as (
    select *,
           draw(luck, 0) < case device when 'android' then 0.0030 when 'ios' then 0.0014 else 0.0010 end
             * effect_crashing(n, region, device, version, channel, variant) as crashed
    from placed
  )
  select user_id, n, session, region, channel, variant, city_tier, device, version, second, spin, luck, crashed,
         -- Milliseconds: log-normal, slower on Android and in small cities.
         round(exp(case device when 'android' then 6.72 when 'ios' then 6.38 else 6.6 end
                   + case city_tier when 'tier_4' then 0.18 when 'tier_3' then 0.08 else 0 end
                   + 0.9 * (draw(luck, 1) + draw(luck, 2) + draw(luck, 3) - 1.5)))::int as latency_ms,
         case when crashed then 1
              else 1 + least(45, floor(waiting(draw(spin, 2), 3.4 * (0.7 + 0.6 * zeal) * busy)))::int end as plays
  from tried;
