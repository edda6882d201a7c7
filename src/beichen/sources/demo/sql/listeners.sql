-- Everyone who ever signs up, with all that is decided about a person once: who they are, whether the
-- app becomes a habit, how strong a habit, and when it ends.

-- Words as enumerations: one byte each through every later step.
create type channel as enum ('app_store', 'search', 'friends', 'short_video', 'preinstalled', 'waitlist');
create type region as enum ('east', 'south', 'north', 'central', 'southwest', 'northeast', 'northwest');
create type city_tier as enum ('tier_1', 'tier_2', 'tier_3', 'tier_4');
create type device as enum ('android', 'ios', 'web', 'car', 'speaker');
create type arm as enum ('control', 'guided');

create table channels as
  select * from (values
    ('app_store',    0.29, 0.158),
    ('search',       0.18, 0.170),
    ('friends',      0.17, 0.255),
    ('short_video',  0.20, 0.092),
    ('preinstalled', 0.16, 0.078)
  ) as t(channel, share, stays);

-- Sign-ups by day and channel: a waiting list when the app opens, then growth.
create table arrivals as
  with intensity as (
    select n, channel, stays,
           share * sign_ups * effect_sign_ups(n, null, null, null, channel, null)
             * (exp(0.0013 * n) + 1.1 * exp(-n / 12.0)) as weight
    from days cross join channels
  ), shares as (
    select n, channel, stays, 0.86 * weight / sum(weight) over () as share from intensity
    union all
    select n, 'waitlist', 0.6, 0.14 * exp(-n / 4.0) / sum(exp(-n / 4.0)) over () from days where n < 21
  )
  select n, channel, stays, share, sum(share) over (order by n, channel) - share as reached from shares;

create table listeners as
  with people as (
    select number, dice(number, 0, 1) as who, dice(number, 0, 2) as habit, dice(number, 0, 3) as fate,
           dice(number, 0, 4) as extra, fine_draw(dice(number, 0, 5)) as arrival
    from range(1, getvariable('users')::bigint + 1) as r(number)
  ), arrived as (
    select p.*, a.n as joined, a.channel, a.stays from people p asof join arrivals a on p.arrival >= a.reached
  ), placed as (
    select *,
           case when draw(who, 0) < 0.27 then 'east' when draw(who, 0) < 0.46 then 'south'
                when draw(who, 0) < 0.62 then 'north' when draw(who, 0) < 0.76 then 'central'
                when draw(who, 0) < 0.90 then 'southwest' when draw(who, 0) < 0.95 then 'northeast'
                else 'northwest' end as region,
           case when draw(who, 1) < 0.22 then 'tier_1' when draw(who, 1) < 0.55 then 'tier_2'
                when draw(who, 1) < 0.83 then 'tier_3' else 'tier_4' end as city_tier,
           -- The arms of the experiment: newcomers of its weeks only.
           case when joined between getvariable('experiment_from')::int and getvariable('experiment_to')::int
                then case when draw(extra, 0) < 0.5 then 'guided' else 'control' end end as variant
    from arrived
  ), equipped as (
    select *,
           case when draw(who, 2) < 0.05 then 'web' when draw(who, 2) < 0.09 then 'car'
                when draw(who, 2) < case city_tier when 'tier_1' then 0.52 when 'tier_2' then 0.42 else 0.32 end then 'ios'
                else 'android' end as device,
           draw(habit, 0) as zeal,
           draw(habit, 1) < stays * case city_tier when 'tier_1' then 1.1 when 'tier_4' then 0.88 else 1 end
             * effect_staying(joined, region, null, null, channel, variant) as stays_on
    from placed
  ), inclined as (
    select *,
           least(0.96, 0.05 + 0.80 * pow(zeal, 2.2) + case when device = 'ios' then 0.02 else 0 end) as pace,
           stays_on and draw(habit, 2) < least(0.9, 0.38 * effect_list_making(joined, region, null, null, channel, variant))
             as makes_lists,
           joined + floor(waiting(draw(habit, 3), 16))::int as first_list,
           -- A faint habit ends sooner.
           joined + 10 + floor(waiting(draw(fate, 0), 7 * (45 + 190 * zeal)))::int as leaves,
           draw(fate, 1) < case when stays_on then 0.74 else 0.5 end as takes_pushes,
           joined + 5 + floor(waiting(draw(fate, 2), 3000))::int as mutes_anyway,
           case when joined <= getvariable('mute_from')::int and draw(fate, 3) < getvariable('mute_share')::double
                then getvariable('mute_from')::int + least(13, floor(waiting(draw(extra, 1), 5)))::int end as mutes_then,
           floor(draw(extra, 2) * 28)::int as lag
    from equipped
  )
  select row_number() over (order by joined, arrival, number) as user_id,
         joined, channel::channel as channel, region::region as region, city_tier::city_tier as city_tier,
         device::device as device, variant::arm as variant, zeal, stays_on, pace, leaves, lag,
         case when makes_lists then first_list end as first_list,
         case when takes_pushes then least(mutes_anyway, mutes_then) end as mutes,
         case when draw(extra, 3) < 0.09 then 'web' when draw(extra, 3) < 0.17 then 'car'
              when draw(extra, 3) < 0.28 then 'speaker' else device end::device as other_device
  from inclined
  order by user_id;
