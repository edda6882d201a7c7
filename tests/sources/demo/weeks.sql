-- The demo's figures by week (Monday to Sunday, Beijing), written by hand and not by the engine.

create table listener_weeks as
  select user_id, date_trunc('week', played_at)::date as monday, count(distinct played_at::date) as on_days, count(*) as songs
  from plays where user_id is not null group by all;

create table weeks as
with listening as (
  select monday, count(*) as active, count(*) filter (on_days >= 3) as engaged from listener_weeks group by monday
), first_weeks as (
  select user_id, min(monday) as monday from listener_weeks group by user_id
), newcomers as (
  select f.monday, count(*) as newcomers, avg((back.user_id is not null)::int) as newcomer_retention
  from first_weeks f left join listener_weeks back on back.user_id = f.user_id and back.monday = f.monday + 7
  group by all
), kept as (
  select now.monday, count(*) as retained
  from listener_weeks now join listener_weeks before on before.user_id = now.user_id and before.monday = now.monday - 7
  group by all
), months as (
  select l.monday, count(distinct p.user_id) as monthly_active
  from listening l join plays p on p.played_at >= l.monday - interval 21 days and p.played_at < l.monday + interval 7 days
  group by all
), songs as (
  select date_trunc('week', played_at)::date as monday, count(*) as plays, count(*) filter (recommended) as recommended,
         avg(completed::int) filter (recommended) as recommendation_completion
  from plays group by all
), lists as (
  select date_trunc('week', created_at)::date as monday, count(distinct user_id) as list_makers from playlists group by all
), opinions as (
  select date_trunc('week', given_at)::date as monday, count(*) filter (sentiment = 'negative') as negative from feedback group by all
), starts as (
  select date_trunc('week', started_at)::date as monday, count(*) as starts, avg(crashed::int) as crash_rate from app_starts group by all
), sent as (
  select date_trunc('week', sent_at)::date as monday, count(*) as pushes, avg(opened::int) as push_open_rate from pushes group by all
), muted as (
  select date_trunc('week', unsubscribed_at)::date as monday, count(*) as unsubscribes from unsubscribes group by all
), arrived as (
  select date_trunc('week', signed_up_at)::date as monday, count(*) as sign_ups from listeners group by all
), paid as (
  select date_trunc('week', paid_at)::date as monday, sum(amount) as revenue from payments group by all
)
select monday, active, engaged, engaged / active as engaged_share, monthly_active, newcomers, newcomer_retention,
       retained, active - newcomers - coalesce(retained, 0) as resurrected, plays, recommended, recommendation_completion,
       list_makers / active as list_rate, negative / recommended as negative_rate, starts, crash_rate,
       pushes, push_open_rate, unsubscribes / pushes as unsubscribe_rate, sign_ups, revenue
from listening left join newcomers using (monday) left join kept using (monday) left join months using (monday)
  left join songs using (monday) left join lists using (monday) left join opinions using (monday)
  left join starts using (monday) left join sent using (monday) left join muted using (monday)
  left join arrived using (monday) left join paid using (monday);
