-- One row per listener and day with listening or a push, for one month and one block of listeners.
create or replace temp table user_days as
  with candidates as (
    select l.*, d.weekend, d.busy, d.noise,
           case when l.city_tier in ('tier_1', 'tier_2') then d.big_cities else d.small_cities end as season,
           dice(user_id, l.n, 10) as roll,
           version_at(l.n, lag) as version,
           stays_on and l.n < leaves as habitual
    from (select *, unnest(range(greatest(joined, getvariable('from_n')::int), getvariable('to_n')::int + 1))::int as n
          from listeners where user_id between getvariable('block_from')::bigint and getvariable('block_to')::bigint) l
    join days d on d.n = l.n
  ), pulled as (
    select *,
           n > joined and n <= mutes and (habitual or n - joined < 120)
             and draw(roll, 2) < 0.14 * effect_pushes(n, region, device, version, channel, variant) as pushed,
           -- Seasons of silence of four weeks.
           habitual and n - joined > 35 and draw(dice(user_id, (n + lag) // 28, 11), 0) < 0.07 as silent,
           effect_listening(n, region, device, version, channel, variant) as pull
    from candidates
    -- Most of the silent ones are not looked at any closer: no chance of theirs comes near 0.05.
    where habitual or n - joined < 7 or fine_draw(roll) < 0.05 or (n <= mutes and n - joined < 120 and draw(roll, 2) < 0.6)
  ), weighed as (
    select *,
           case when n = joined then 0.96
                when habitual and n = first_list then 1
                when habitual and not silent then
                  -- Weeks differ, and who has a list of their own has a reason to come back.
                  pace * (0.72 + 0.56 * draw(dice(user_id, n // 7, 12), 0)) * case when n > first_list then 1.1 else 1 end
                when n - joined < 7 then 0.017
                else (0.0016 + case when pushed then 0.004 else 0 end)
                       * effect_waking(n, region, device, version, channel, variant)
           end as chance
    from pulled
  )
  select user_id, n, weekend, busy, joined, region, channel, variant, city_tier, device, other_device, version, zeal, stays_on,
         first_list, pushed, roll,
         fine_draw(roll) < case when n = joined then chance else least(0.985, chance * season * noise * pull) end as listened
  from weighed
  where pushed or listened;
