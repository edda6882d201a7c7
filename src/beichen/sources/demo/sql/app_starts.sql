-- Starts of the app.
select user_id, make_timestamp(moment(n, second)) as started_at, device, version_name(version, device) as app_version,
       latency_ms, crashed
from sessions
