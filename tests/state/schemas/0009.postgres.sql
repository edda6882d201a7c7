CREATE TABLE public.annotations (
    id bigint NOT NULL,
    metric text,
    begins_on date NOT NULL,
    ends_on date NOT NULL,
    text text NOT NULL,
    author text,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    deleted boolean NOT NULL
);
CREATE SEQUENCE public.annotations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.annotations_id_seq OWNED BY public.annotations.id;
CREATE TABLE public.beichen_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.definition_changes (
    metric text NOT NULL,
    at timestamp with time zone NOT NULL,
    hash text NOT NULL
);
CREATE TABLE public.definitions (
    metric text NOT NULL,
    hash text NOT NULL,
    text text NOT NULL,
    first_saved_at timestamp with time zone NOT NULL,
    current_since_at timestamp with time zone NOT NULL
);
CREATE TABLE public.edited_files (
    edit_id bigint NOT NULL,
    "position" integer NOT NULL,
    file text NOT NULL,
    before_tag text,
    after_tag text,
    before text,
    after text
);
CREATE TABLE public.edits (
    id bigint NOT NULL,
    key text NOT NULL,
    at timestamp with time zone NOT NULL,
    title text NOT NULL,
    author text,
    undone_at timestamp with time zone
);
CREATE SEQUENCE public.edits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.edits_id_seq OWNED BY public.edits.id;
CREATE TABLE public.episodes (
    metric text NOT NULL,
    watches text NOT NULL,
    rule text NOT NULL,
    began_on date NOT NULL,
    grain text NOT NULL,
    last_on date NOT NULL,
    over_on date,
    trade text,
    first_seen_at timestamp with time zone NOT NULL
);
CREATE TABLE public.events (
    id bigint NOT NULL,
    source text NOT NULL,
    origin text NOT NULL,
    key text,
    kind text NOT NULL,
    text text NOT NULL,
    begins_on date NOT NULL,
    ends_on date NOT NULL,
    metrics text NOT NULL,
    segment text NOT NULL,
    link text,
    owner text,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
CREATE TABLE public.explained (
    part text NOT NULL,
    metric text NOT NULL,
    grain text NOT NULL,
    at date NOT NULL,
    versus date NOT NULL,
    rests_on text NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    document text NOT NULL
);
CREATE TABLE public.findings (
    scope text NOT NULL,
    "position" integer NOT NULL,
    code text NOT NULL,
    severity text NOT NULL,
    message text NOT NULL,
    hint text,
    file text,
    line integer
);
CREATE TABLE public.looks (
    metric text NOT NULL,
    day date NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.observations (
    slice_id bigint NOT NULL,
    period date NOT NULL,
    segment_number integer NOT NULL,
    value text,
    reason text,
    detail text,
    numerator text,
    denominator text,
    n bigint,
    sum_squares double precision,
    complete boolean NOT NULL,
    CONSTRAINT ck_observations_value_or_reason CHECK (((value IS NULL) <> (reason IS NULL)))
);
CREATE TABLE public.paces (
    metric text NOT NULL,
    definition_hash text NOT NULL,
    data_version text NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    grain text,
    period date,
    through date,
    so_far text,
    projected text,
    low text,
    high text,
    periods integer,
    reason text,
    detail text,
    CONSTRAINT ck_paces_projected_or_reason CHECK (((projected IS NULL) <> (reason IS NULL)))
);
CREATE TABLE public.refreshes (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    computed integer NOT NULL,
    reused integer NOT NULL
);
CREATE SEQUENCE public.refreshes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.refreshes_id_seq OWNED BY public.refreshes.id;
CREATE TABLE public.segments (
    slice_id bigint NOT NULL,
    number integer NOT NULL,
    segment text NOT NULL
);
CREATE TABLE public.slices (
    id bigint NOT NULL,
    metric text NOT NULL,
    definition_hash text NOT NULL,
    grain text NOT NULL,
    dimensions text NOT NULL,
    data_version text NOT NULL,
    computed_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.slices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.slices_id_seq OWNED BY public.slices.id;
ALTER TABLE ONLY public.annotations ALTER COLUMN id SET DEFAULT nextval('public.annotations_id_seq'::regclass);
ALTER TABLE ONLY public.edits ALTER COLUMN id SET DEFAULT nextval('public.edits_id_seq'::regclass);
ALTER TABLE ONLY public.events ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
ALTER TABLE ONLY public.refreshes ALTER COLUMN id SET DEFAULT nextval('public.refreshes_id_seq'::regclass);
ALTER TABLE ONLY public.slices ALTER COLUMN id SET DEFAULT nextval('public.slices_id_seq'::regclass);
INSERT INTO public.annotations VALUES (1, 'weekly_active', '2026-04-06', '2026-04-06', '新版首页上线', 'lin', 1, '2026-05-01 00:00:00+00', '2026-05-01 00:00:00+00', false);
INSERT INTO public.annotations VALUES (2, NULL, '2026-04-06', '2026-04-13', 'an "outage" 🎧', NULL, 1, '2026-05-02 03:04:05.000678+00', '2026-05-02 03:04:05.000678+00', false);
INSERT INTO public.beichen_version VALUES ('0009');
INSERT INTO public.definition_changes VALUES ('weekly_active', '2026-05-01 00:00:00+00', 'h0');
INSERT INTO public.definition_changes VALUES ('weekly_active', '2026-05-02 03:04:05.000678+00', 'h1');
INSERT INTO public.definition_changes VALUES ('revenue', '2026-05-02 03:04:05.000678+00', 'h2');
INSERT INTO public.definitions VALUES ('weekly_active', 'h0', 'count', '2026-05-01 00:00:00+00', '2026-05-01 00:00:00+00');
INSERT INTO public.definitions VALUES ('weekly_active', 'h1', 'count distinct listener -- 活跃用户', '2026-05-02 03:04:05.000678+00', '2026-05-02 03:04:05.000678+00');
INSERT INTO public.definitions VALUES ('revenue', 'h2', 'sum(amount) filter (where it''s paid)', '2026-05-02 03:04:05.000678+00', '2026-05-02 03:04:05.000678+00');
INSERT INTO public.edited_files VALUES (1, 0, 'metrics/a.yml', NULL, 't1', NULL, 'metrics: 指标');
INSERT INTO public.edited_files VALUES (2, 0, 'metrics/a.yml', 't1', 't2', 'a', 'b');
INSERT INTO public.edited_files VALUES (2, 1, 'data/a.csv', NULL, 't3', NULL, NULL);
INSERT INTO public.edits VALUES (1, 'k1', '2026-05-01 00:00:00+00', '{"en": "New metric", "zh": "新建指标"}', NULL, NULL);
INSERT INTO public.edits VALUES (2, 'k2', '2026-05-02 03:04:05.000678+00', '{"en": "import", "zh": "import"}', 'lin', '2026-05-02 03:04:05.000678+00');
INSERT INTO public.episodes VALUES ('complaints', 'weekly_active', 'condition', '2026-04-06', 'week', '2026-04-13', '2026-04-20', '{"gained_metric": "weekly_active", "gained": 1200.0, "cost_metric": "complaints", "cost": 340.5, "before": 90.0, "periods": 2, "segment": {"city": "上海", "device": null}}', '2026-11-22 23:23:48.27753+00');
INSERT INTO public.episodes VALUES ('complaints', 'weekly_active', 'condition', '2026-04-20', 'week', '2026-04-20', NULL, NULL, '2026-11-22 23:23:48.27753+00');
INSERT INTO public.events VALUES (1, 'posted', '', 'deploy-7', 'release', '{"en": "App 7 🎧", "zh": "App 7 发布"}', '2026-04-06', '2026-04-06', '["weekly_active"]', '[["city", ["上海", null]]]', 'https://example.com/7', 'lin', '2026-05-01 00:00:00+00', '2026-05-01 00:00:00+00');
INSERT INTO public.events VALUES (2, 'check', 'plays', 'clock', 'data_quality', '{"en": "no rows", "zh": "没有数据"}', '2026-04-06', '2026-04-13', '[]', '[]', NULL, NULL, '2026-05-02 03:04:05.000678+00', '2026-05-02 03:04:05.000678+00');
INSERT INTO public.explained VALUES ('located', 'revenue', 'week', '2026-04-13', '2026-04-06', 'h2@v1', '2026-05-02 03:04:05.000678+00', '{"segments": [{"segment": {"city": "上海"}, "contribution": 0.30000000000000004}], "reason": null}');
INSERT INTO public.findings VALUES ('refresh', 0, 'identity-broken', 'error', '{"en": "it''s off", "zh": "不相等"}', '{"en": "look", "zh": "请检查"}', 'tree.yml', 12);
INSERT INTO public.findings VALUES ('refresh', 1, 'note', 'note', '{"en": "a", "zh": "甲"}', NULL, NULL, NULL);
INSERT INTO public.looks VALUES ('revenue', '2026-04-06', 1);
INSERT INTO public.looks VALUES ('weekly_active', '2026-04-06', 12);
INSERT INTO public.looks VALUES ('weekly_active', '2026-04-13', 3);
INSERT INTO public.observations VALUES (1, '2026-04-06', 0, '41000', NULL, NULL, NULL, NULL, 41000, NULL, true);
INSERT INTO public.observations VALUES (1, '2026-04-13', 0, NULL, 'part_undetermined', '听众', NULL, NULL, NULL, NULL, true);
INSERT INTO public.observations VALUES (1, '2026-04-20', 0, '0', NULL, NULL, NULL, NULL, NULL, NULL, false);
INSERT INTO public.observations VALUES (2, '2026-04-06', 0, '0.30000000000000004', NULL, NULL, '1180591620717411303424', '-9007199254740993', 3, 12.25, true);
INSERT INTO public.observations VALUES (2, '2026-04-13', 0, '1.0', NULL, NULL, '1', '1.0', NULL, NULL, true);
INSERT INTO public.observations VALUES (3, '2026-04-06', 0, '0', NULL, NULL, NULL, NULL, NULL, NULL, true);
INSERT INTO public.observations VALUES (3, '2026-04-06', 1, '1', NULL, NULL, NULL, NULL, NULL, NULL, true);
INSERT INTO public.observations VALUES (3, '2026-04-06', 2, '2', NULL, NULL, NULL, NULL, NULL, NULL, true);
INSERT INTO public.observations VALUES (3, '2026-04-06', 3, '3', NULL, NULL, NULL, NULL, NULL, NULL, true);
INSERT INTO public.observations VALUES (3, '2026-04-06', 4, '4', NULL, NULL, NULL, NULL, NULL, NULL, true);
INSERT INTO public.paces VALUES ('revenue', 'h2', 'v1', '2026-05-02 03:04:05.000678+00', 'week', '2026-04-06', '2026-04-06', '0.30000000000000004', '2.5', '2', '3.25', 6, NULL, NULL);
INSERT INTO public.paces VALUES ('weekly_active', 'h1', 'plays@7', '2026-05-02 03:04:05.000678+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'too_short', '5 of 6');
INSERT INTO public.refreshes VALUES (1, '2026-05-01 00:00:00+00', '2026-05-02 03:04:05.000678+00', 30, 170);
INSERT INTO public.segments VALUES (1, 0, '[]');
INSERT INTO public.segments VALUES (2, 0, '[]');
INSERT INTO public.segments VALUES (3, 0, '[["city","上海"]]');
INSERT INTO public.segments VALUES (3, 1, '[["city",null]]');
INSERT INTO public.segments VALUES (3, 2, '[["city",""]]');
INSERT INTO public.segments VALUES (3, 3, '[["city","it''s \"🎧\""]]');
INSERT INTO public.segments VALUES (3, 4, '[["city","a\\b\nc"]]');
INSERT INTO public.slices VALUES (1, 'weekly_active', 'h1', 'week', '[]', 'plays@7', '2026-05-04 12:00:00.123456+00');
INSERT INTO public.slices VALUES (2, 'revenue', 'h2', 'week', '[]', 'v1', '2026-05-04 12:00:00.123456+00');
INSERT INTO public.slices VALUES (3, 'weekly_active', 'h1', 'week', '["city"]', 'v1', '2026-05-04 12:00:00.123456+00');
SELECT pg_catalog.setval('public.annotations_id_seq', 2, true);
SELECT pg_catalog.setval('public.edits_id_seq', 2, true);
SELECT pg_catalog.setval('public.events_id_seq', 2, true);
SELECT pg_catalog.setval('public.refreshes_id_seq', 1, true);
SELECT pg_catalog.setval('public.slices_id_seq', 3, true);
ALTER TABLE ONLY public.beichen_version
    ADD CONSTRAINT beichen_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.annotations
    ADD CONSTRAINT pk_annotations PRIMARY KEY (id);
ALTER TABLE ONLY public.definition_changes
    ADD CONSTRAINT pk_definition_changes PRIMARY KEY (metric, at);
ALTER TABLE ONLY public.definitions
    ADD CONSTRAINT pk_definitions PRIMARY KEY (metric, hash);
ALTER TABLE ONLY public.edited_files
    ADD CONSTRAINT pk_edited_files PRIMARY KEY (edit_id, "position");
ALTER TABLE ONLY public.edits
    ADD CONSTRAINT pk_edits PRIMARY KEY (id);
ALTER TABLE ONLY public.episodes
    ADD CONSTRAINT pk_episodes PRIMARY KEY (metric, watches, rule, began_on);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT pk_events PRIMARY KEY (id);
ALTER TABLE ONLY public.explained
    ADD CONSTRAINT pk_explained PRIMARY KEY (part, metric, grain, at, versus);
ALTER TABLE ONLY public.findings
    ADD CONSTRAINT pk_findings PRIMARY KEY (scope, "position");
ALTER TABLE ONLY public.looks
    ADD CONSTRAINT pk_looks PRIMARY KEY (metric, day);
ALTER TABLE ONLY public.observations
    ADD CONSTRAINT pk_observations PRIMARY KEY (slice_id, period, segment_number);
ALTER TABLE ONLY public.paces
    ADD CONSTRAINT pk_paces PRIMARY KEY (metric);
ALTER TABLE ONLY public.refreshes
    ADD CONSTRAINT pk_refreshes PRIMARY KEY (id);
ALTER TABLE ONLY public.segments
    ADD CONSTRAINT pk_segments PRIMARY KEY (slice_id, number);
ALTER TABLE ONLY public.slices
    ADD CONSTRAINT pk_slices PRIMARY KEY (id);
ALTER TABLE ONLY public.edits
    ADD CONSTRAINT uq_edits_key UNIQUE (key);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT uq_events_source_origin_key UNIQUE (source, origin, key);
ALTER TABLE ONLY public.slices
    ADD CONSTRAINT uq_slices_metric_definition_hash_grain_dimensions UNIQUE (metric, definition_hash, grain, dimensions);
ALTER TABLE ONLY public.definition_changes
    ADD CONSTRAINT fk_definition_changes_definitions FOREIGN KEY (metric, hash) REFERENCES public.definitions(metric, hash);
ALTER TABLE ONLY public.edited_files
    ADD CONSTRAINT fk_edited_files_edits FOREIGN KEY (edit_id) REFERENCES public.edits(id);
ALTER TABLE ONLY public.observations
    ADD CONSTRAINT fk_observations_slices FOREIGN KEY (slice_id) REFERENCES public.slices(id);
ALTER TABLE ONLY public.segments
    ADD CONSTRAINT fk_segments_slices FOREIGN KEY (slice_id) REFERENCES public.slices(id);
ALTER TABLE ONLY public.slices
    ADD CONSTRAINT fk_slices_definitions FOREIGN KEY (metric, definition_hash) REFERENCES public.definitions(metric, hash);
