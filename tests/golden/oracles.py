"""One query per kind of metric over `events`, written by hand as an analyst would; the engine had no part in them.

Every query answers period, segment, value, numerator, denominator, complete, from the tables
`events(happened, person, plan, action, minutes)` and `span(first_day, through, last_day)`.
"""

from __future__ import annotations

from collections.abc import Mapping

PRELUDE = """
create table span as
  select min(happened)::date as first_day, max(happened)::date - 1 as through, max(happened)::date as last_day from events;

create macro periods(g) as table
  select p::date as period, (p + ('1 ' || g)::interval)::date as until, first_day, through, last_day,
         p::date >= first_day and (p + ('1 ' || g)::interval)::date - 1 <= through as whole
  from (select unnest(generate_series(date_trunc(g, first_day)::timestamp, last_day::timestamp,
                                      ('1 ' || g)::interval)) as p, * from span);

create table engaged as
  select person, date_trunc('week', happened)::date as week from events where person is not null
  group by all having count(distinct happened::date) >= 3;
"""

SIMPLE_SUM = """
select p.period, null as segment, coalesce(sum(e.minutes), 0) as value, null as numerator, null as denominator, p.whole as complete
from periods('week') p left join events e on date_trunc('week', e.happened) = p.period
group by all
"""

SIMPLE_DISTINCT_BY_PLAN = """
select p.period, s.plan as segment, count(distinct e.person) as value, null as numerator, null as denominator, p.whole as complete
from periods('month') p
cross join (select distinct plan from events where action = 'play') s
left join events e on date_trunc('month', e.happened) = p.period and e.plan is not distinct from s.plan and e.action = 'play'
group by all
"""

SIMPLE_PERCENTILE = """
select p.period, null as segment, quantile_cont(e.minutes, 0.9) as value, null as numerator, null as denominator, p.whole as complete
from periods('day') p left join events e on e.happened::date = p.period
group by all
"""

RATIO = """
select p.period, null as segment, coalesce(sum(e.minutes), 0) as numerator, count(distinct e.person) as denominator,
       numerator / nullif(denominator, 0) as value, p.whole as complete
from periods('week') p left join events e on date_trunc('week', e.happened) = p.period
group by all
"""

DERIVED = """
select p.period, null as segment, count(*) filter (e.action = 'play') - 2 * count(*) filter (e.action = 'skip') as value,
       null as numerator, null as denominator, p.whole as complete
from periods('week') p left join events e on date_trunc('week', e.happened) = p.period
group by all
"""

CUMULATIVE_TRAILING_PEOPLE = """
select p.period, null as segment, count(distinct e.person) as value, null as numerator, null as denominator,
       p.whole and p.until - 28 >= p.first_day as complete
from periods('week') p left join events e on e.happened >= p.until - 28 and e.happened < p.until
group by all
"""

CUMULATIVE_QUARTER_TO_DATE = """
select p.period, null as segment, coalesce(sum(e.minutes), 0) as value, null as numerator, null as denominator,
       p.whole and date_trunc('quarter', p.until - 1)::date >= p.first_day as complete
from periods('month') p left join events e on e.happened >= date_trunc('quarter', p.until - 1) and e.happened < p.until
group by all
"""

THRESHOLD = """
select p.period, null as segment, count(g.person) as value, null as numerator, null as denominator, p.whole as complete
from periods('week') p left join engaged g on g.week = p.period
group by all
"""

THRESHOLD_BY_ACTION = """
select p.period, s.action as segment, count(g.person) as value, null as numerator, null as denominator, p.whole as complete
from periods('week') p
cross join (select distinct action from events where person is not null) s
left join (select person, action, date_trunc('week', happened)::date as week from events where person is not null
           group by all having count(distinct happened::date) >= 3) g on g.week = p.period and g.action = s.action
group by all
"""

LIFECYCLE_RESURRECTED = """
select p.period, null as segment, count(r.person) as value, null as numerator, null as denominator,
       p.whole and p.period - 7 >= p.first_day as complete
from periods('week') p
left join (select g.person, g.week from engaged g
           where exists (from engaged b where b.person = g.person and b.week < g.week)
             and not exists (from engaged b where b.person = g.person and b.week = g.week - 7)) r on r.week = p.period
group by all
"""

LIFECYCLE_LAPSED = """
select p.period, null as segment, count(l.person) as value, null as numerator, null as denominator,
       p.whole and p.period - 7 >= p.first_day as complete
from periods('week') p
left join (select b.person, b.week from engaged b
           where not exists (from engaged g where g.person = b.person and g.week = b.week + 7)) l on l.week = p.period - 7
group by all
"""

RETENTION_NEXT_WEEK = """
with firsts as (select person, date_trunc('week', min(happened))::date as week from events
                where person is not null and action = 'signup' group by person),
     plays as (select distinct person, date_trunc('week', happened)::date as week from events where action = 'play')
select p.period, null as segment,
       case when p.until <= p.last_day then count(b.person) end as numerator, count(f.person) as denominator,
       numerator / nullif(denominator, 0) as value, p.whole and p.until + 6 <= p.through as complete
from periods('week') p
left join firsts f on f.week = p.period
left join plays b on b.person = f.person and b.week = p.until
group by p.period, p.until, p.last_day, p.whole, p.through
"""

RETENTION_DAYS_1_TO_7 = """
with firsts as (select person, min(happened)::date as d0 from events where person is not null and action = 'signup' group by person),
     followed as (select f.person, f.d0, exists (from events e where e.person = f.person and e.action = 'play'
                                                 and e.happened::date >= f.d0 + 1 and e.happened::date < f.d0 + 8) as back from firsts f)
select p.period, null as segment,
       case when p.period + 1 <= p.last_day then count(*) filter (f.back) end as numerator, count(f.person) as denominator,
       numerator / nullif(denominator, 0) as value, p.whole and p.until + 6 <= p.through as complete
from periods('week') p left join followed f on date_trunc('week', f.d0) = p.period
group by p.period, p.until, p.last_day, p.whole, p.through
"""

CONVERSION_ENTITIES = """
with starts as (select person, date_trunc('week', happened)::date as week, min(happened) as t0 from events
                where person is not null and action = 'play' group by all),
     followed as (select s.week, s.person, exists (from events e where e.person = s.person and e.action = 'skip'
                                                   and e.happened >= s.t0 and e.happened < s.t0 + interval 2 hours) as hit from starts s)
select p.period, null as segment, count(*) filter (f.hit) as numerator, count(f.person) as denominator,
       numerator / nullif(denominator, 0) as value, p.whole and p.until <= p.through as complete
from periods('week') p left join followed f on f.week = p.period
group by p.period, p.until, p.whole, p.through
"""

CONVERSION_EVENTS_BY_PLAN = """
with followed as (select s.happened, s.plan, exists (from events e where e.person = s.person and e.action = 'skip'
                                               and e.plan is not distinct from s.plan
                                               and e.happened >= s.happened and e.happened < s.happened + interval 3 days) as hit
                  from events s where s.person is not null and s.action = 'play')
select p.period, s.plan as segment, count(*) filter (f.hit) as numerator, count(f.happened) as denominator,
       numerator / nullif(denominator, 0) as value, p.whole and p.until + 2 <= p.through as complete
from periods('month') p
cross join (select distinct plan from events where person is not null and action = 'play') s
left join followed f on date_trunc('month', f.happened) = p.period and f.plan is not distinct from s.plan
group by p.period, p.until, p.whole, p.through, s.plan
"""

REPEAT_EVENTS = """
with followed as (select a.happened, exists (from events b where b.person = a.person and b.action = 'play'
                                       and b.happened > a.happened and b.happened < a.happened + interval 7 days) as hit
                  from events a where a.person is not null and a.action = 'play')
select p.period, null as segment, count(*) filter (f.hit) as numerator, count(f.happened) as denominator,
       numerator / nullif(denominator, 0) as value, p.whole and p.until + 6 <= p.through as complete
from periods('week') p left join followed f on date_trunc('week', f.happened) = p.period
group by p.period, p.until, p.whole, p.through
"""

INDEX = """
with parts as (
  select p.period, p.whole, count(distinct e.person) as people, coalesce(sum(e.minutes), 0) / nullif(count(distinct e.person), 0) as each
  from periods('week') p left join events e on date_trunc('week', e.happened) = p.period group by all)
select period, null as segment,
       case when each is not null then
         (w * least(100, greatest(0, 100 * (each - 20) / (60 - 20))) + least(100, greatest(0, 100 * people / 80))) / (w + 1) end as value,
       null as numerator, null as denominator, whole as complete
from (select *, case when period >= date '2024-02-01' then 3 else 1 end as w from parts)
"""

ORACLES: Mapping[str, str] = {
    "minutes": SIMPLE_SUM,
    "players by plan grain month": SIMPLE_DISTINCT_BY_PLAN,
    "minutes_p90 grain day": SIMPLE_PERCENTILE,
    "minutes_each": RATIO,
    "net_plays": DERIVED,
    "people_28d": CUMULATIVE_TRAILING_PEOPLE,
    "minutes_qtd grain month": CUMULATIVE_QUARTER_TO_DATE,
    "engaged": THRESHOLD,
    "engaged by action": THRESHOLD_BY_ACTION,
    "resurrected_engaged": LIFECYCLE_RESURRECTED,
    "lapsed_engaged": LIFECYCLE_LAPSED,
    "next_week_retention": RETENTION_NEXT_WEEK,
    "week_one_retention": RETENTION_DAYS_1_TO_7,
    "skip_after_play": CONVERSION_ENTITIES,
    "skip_after_each_play by plan grain month": CONVERSION_EVENTS_BY_PLAN,
    "play_again": REPEAT_EVENTS,
    "pulse": INDEX,
}
