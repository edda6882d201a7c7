-- Pushes sent, and whether they were opened.
select user_id, make_timestamp(moment(n, 43200 + (roll >> 33 & 16383)::int)) as sent_at, device,
       case when effect_pushes(n, region, device, version, channel, variant) > 1 then 'campaign' else 'weekly' end as campaign,
       listened and draw(roll, 3) < 0.34 / sqrt(effect_pushes(n, region, device, version, channel, variant)) as opened
from user_days where pushed
