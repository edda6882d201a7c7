-- The online university's figures, written by hand from its files. Days are counted from the start of a presentation.

create macro start_of(presentation) as
  make_date(left(presentation, 4)::int, case right(presentation, 1) when 'B' then 2 else 10 end, 1);

create table learner_days as
  select e.id_student, start_of(e.code_presentation) + e.date::int as day, date_trunc('week', day)::date as week,
         bool_or(s.activity_type = 'forumng') as in_forum, sum(e.sum_click) as clicks
  from '${BEICHEN_DATA}/oulad/studentVle.parquet' e
  left join '${BEICHEN_DATA}/oulad/vle.parquet' s using (id_site)
  group by all;

create table learner_weeks as
  select id_student, week, count(*) as on_days, bool_or(in_forum) as in_forum from learner_days group by all;

create table hand_ins as
  select a.*, start_of(t.code_presentation) + a.date_submitted as day, date_trunc('week', day)::date as week
  from '${BEICHEN_DATA}/oulad/studentAssessment.parquet' a join '${BEICHEN_DATA}/oulad/assessments.parquet' t using (id_assessment)
  where a.is_banked = 0;

-- name: engaged_learners
select week, count(*) filter (on_days >= 3) from learner_weeks where week >= $start::date and week < $end::date group by week

-- name: engaged_share by gender
with people as (select id_student, max(gender) as gender from '${BEICHEN_DATA}/oulad/studentInfo.parquet' group by id_student)
select week, count(*) filter (on_days >= 3) / count(*), gender
from learner_weeks left join people using (id_student)
where week >= $start::date and week < $end::date group by week, gender

-- name: weekly_retention
select b.week + 7, avg((a.id_student is not null)::int)
from learner_weeks b left join learner_weeks a on a.id_student = b.id_student and a.week = b.week + 7
where b.week >= $start::date - 7 and b.week < $end::date - 7 group by b.week

-- name: return_rate
-- Of those who studied before last week but not last week, the share that studied this week.
with calendar as (select distinct week from learner_weeks where week >= $start::date and week < $end::date),
firsts as (select id_student, min(week) as first_week from learner_weeks group by id_student)
select c.week, count(this.id_student) / count(*)
from calendar c
join firsts f on f.first_week < c.week - 7
left join learner_weeks last on last.id_student = f.id_student and last.week = c.week - 7
left join learner_weeks this on this.id_student = f.id_student and this.week = c.week
where last.id_student is null
group by c.week

-- name: back_within_3d
with first_days as (select id_student, week, min(day) as day from learner_days group by all)
select f.week, avg(exists (from learner_days d where d.id_student = f.id_student and d.day > f.day and d.day < f.day + 3)::int)
from first_days f where f.week >= $start::date and f.week < $end::date group by f.week

-- name: forum_share
select week, count(*) filter (in_forum) / count(*) from learner_weeks where week >= $start::date and week < $end::date group by week

-- name: submissions_per_learner
select l.week, (select count(*) from hand_ins h where h.week = l.week) / count(*)
from learner_weeks l where l.week >= $start::date and l.week < $end::date group by l.week

-- name: score_p10
select week, quantile_cont(score::double, 0.1) from hand_ins where week >= $start::date and week < $end::date group by week

-- name: passed_courses
with endings as (
  select date_trunc('month', start_of(i.code_presentation) + c.module_presentation_length)::date as month, i.final_result
  from '${BEICHEN_DATA}/oulad/studentInfo.parquet' i
  join '${BEICHEN_DATA}/oulad/courses.parquet' c using (code_module, code_presentation)
), calendar as (
  select unnest(generate_series($start::date, $end::date - 1, interval 1 month))::date as month
)
select c.month, count(*) filter (e.final_result in ('Pass', 'Distinction'))
from calendar c left join endings e on e.month = c.month group by c.month
