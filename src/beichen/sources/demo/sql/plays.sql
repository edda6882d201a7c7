-- Songs played: those of a session follow one another.
with chances as (
  select *,
         (plays * effect_duplicates(n, region, device, version, channel, variant))::int as copies,
         0.38 * effect_recommended(n, region, device, version, channel, variant) as recommended_share,
         0.60 * effect_completion(n, region, device, version, channel, variant) as completion,
         effect_missing_ids(n, region, device, version, channel, variant) as missing,
         version_name(version, device) as app_version
  from sessions
), spun as (
  select *, unnest(range(plays + copies)) % plays as song, dice(user_id, n, 1024 + session * 64 + song) as spin2
  from chances
), heard as (
  select *,
         draw(spin2, 0) < recommended_share as recommended,
         moment(n, second + song * 214 + (spin2 & 31)::int) as played,
         150 + (spin2 >> 20 & 127)::int as length,
         draw(spin2, 2) < case when recommended then completion else 0.71 end as completed
  from spun
)
select case when draw(spin2, 3) < missing then null else user_id end as user_id,
       make_timestamp(played) as played_at,
       device,
       app_version,
       list_extract(getvariable('genres')::varchar[],
                    1 + (case when spin2 & 64 = 0 then user_id & 31 else (spin2 >> 7) & 31 end)::int) as genre,
       recommended,
       case when completed then length else 5 + (length * draw(spin2, 3) * 0.8)::int end as seconds,
       completed
from heard
where played < moment(getvariable('last_n')::int + 1, 0)
