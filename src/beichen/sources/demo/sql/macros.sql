-- Chance without a generator: 64 bits from a listener, a day and a purpose, the same on every run.
create macro dice(listener, n, purpose) as
  hash(xor(listener::bigint * 1073741824 + n::bigint * 65536 + purpose, getvariable('salt')::bigint));

-- One of the four 16-bit draws of a roll, in (0, 1).
create macro draw(roll, part) as (((roll >> (16 * part)) & 65535)::double + 0.5) / 65536;

-- A draw fine enough for chances of one in a million.
create macro fine_draw(roll) as ((roll & 4294967295)::double + 0.5) / 4294967296;

-- A waiting time with the given mean.
create macro waiting(share, mean) as -ln(1 - share) * mean;

-- Microseconds since 1970 of a second of day n.
create macro moment(n, second) as (n + getvariable('first_day_number')::bigint) * 86400000000 + (second)::bigint * 1000000;

-- When someone opens the app: a minute of the day, by a draw of 1 in 1024.
create macro minute_of(roll, weekend) as
  case when weekend then list_extract(getvariable('weekend_minutes')::smallint[], 1 + (roll & 1023)::int)
       else list_extract(getvariable('weekday_minutes')::smallint[], 1 + (roll & 1023)::int) end;

-- The newest version of the app on day n for someone who updates `lag` days late.
create macro version_at(n, lag) as greatest(0, (n - lag - getvariable('release_phase')::int) // 42);

create macro version_name(number, device) as
  case when device in ('android', 'ios') then list_extract(getvariable('version_names')::varchar[], 1 + number) else device end;
