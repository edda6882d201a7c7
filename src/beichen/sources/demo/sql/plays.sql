-- Songs played: those of a session follow one another.
with spun as (
  select s.*, unnest(range(plays + (plays * extra)::int)) % plays as song,
         dice(user_id, n, 1024 + session * 64 + song) as spin2
  from (select *, effect_duplicates(n, region, device, version, channel, variant) as extra from sessions) s
), heard as (
  select *,
         draw(spin2, 0) < 0.38 * effect_recommended(n, region, device, version, channel, variant) as recommended,
         moment(n, second + song * 214 + (spin2 & 31)::int) as played,
         150 + (spin2 >> 20 & 127)::int as length,
         draw(spin2, 2) < case when recommended then 0.60 * effect_completion(n, region, device, version, channel, variant)
                               else 0.71 end as completed
  from spun
)
select case when draw(spin2, 3) < effect_missing_ids(n, region, device, version, channel, variant) then null else user_id end as user_id,
       make_timestamp(played) as played_at,
       device,
       version_name(version, device) as app_version,
       list_extract(getvariable('genres')::varchar[], 1 + (case when spin2 & 64 = 0 then user_id & 31 else (spin2 >> 7) & 31 end)::int) as genre,
       recommended,
       case when completed then length else 5 + (length * draw(spin2, 3) * 0.8)::int end as seconds,
       completed
from heard
where played < moment(getvariable('last_n')::int + 1, 0)
