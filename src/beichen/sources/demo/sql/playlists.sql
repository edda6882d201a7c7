-- Playlists made.
with thought as (
  select *, dice(user_id, n, 14) as mind from user_days where listened
), made as (
  select *,
         case when n = first_list then true
              when n > first_list then draw(mind, 0) < 0.038
              when stays_on then draw(mind, 0) < 0.006
              else draw(mind, 0) < 0.013 * effect_list_making(n, region, device, version, channel, variant) end as made
  from thought
)
select user_id,
       make_timestamp(moment(n, 60 * minute_of(dice(user_id, n, 256), weekend)::int + 90 + (mind >> 32 & 1023)::int)) as created_at,
       device,
       case when draw(mind, 1) < 0.3 then 'suggested' else 'own' end as origin,
       3 + (mind >> 50 & 31)::int as songs
from made where made
