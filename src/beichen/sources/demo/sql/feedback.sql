-- What listeners say of a song that was recommended to them. The support system writes time with its zone.
with felt as (
  select *, dice(user_id, n, 768 + session) as mind, moment(n, second + 180 + (mind >> 40 & 511)::int) as given from sessions
), said as (
  select *,
         draw(mind, 0) < plays * 0.38 * effect_recommended(n, region, device, version, channel, variant)
                      * 0.0066 * effect_negative(n, region, device, version, channel, variant) as against,
         draw(mind, 1) < plays * 0.013 as in_favour
  from felt
)
select user_id, make_timestamptz(given - 28800000000) as given_at, device,
       case when against then 'negative' else 'positive' end as sentiment,
       case when not against then null
            when draw(mind, 2) < 0.4 then 'heard too often' when draw(mind, 2) < 0.75 then 'not my taste' else 'disturbing' end as reason
from said
where (against or in_favour) and given < moment(getvariable('last_n')::int + 1, 0)
