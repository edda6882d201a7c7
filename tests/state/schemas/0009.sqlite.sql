BEGIN TRANSACTION;
CREATE TABLE annotations (
	id INTEGER NOT NULL, 
	metric TEXT, 
	begins_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	text TEXT NOT NULL, 
	author TEXT, 
	revision INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	CONSTRAINT pk_annotations PRIMARY KEY (id)
);
INSERT INTO "annotations" VALUES(1,'weekly_active','2026-04-06','2026-04-06','新版首页上线','lin',1,'2026-05-01 00:00:00.000000','2026-05-01 00:00:00.000000',0);
INSERT INTO "annotations" VALUES(2,NULL,'2026-04-06','2026-04-13','an "outage" 🎧',NULL,1,'2026-05-02 03:04:05.000678','2026-05-02 03:04:05.000678',0);
CREATE TABLE beichen_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT beichen_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "beichen_version" VALUES('0009');
CREATE TABLE definition_changes (
	metric TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_definition_changes PRIMARY KEY (metric, at), 
	CONSTRAINT fk_definition_changes_definitions FOREIGN KEY(metric, hash) REFERENCES definitions (metric, hash)
);
INSERT INTO "definition_changes" VALUES('weekly_active','2026-05-01 00:00:00.000000','h0');
INSERT INTO "definition_changes" VALUES('weekly_active','2026-05-02 03:04:05.000678','h1');
INSERT INTO "definition_changes" VALUES('revenue','2026-05-02 03:04:05.000678','h2');
CREATE TABLE definitions (
	metric TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	text TEXT NOT NULL, 
	first_saved_at DATETIME NOT NULL, 
	current_since_at DATETIME NOT NULL, 
	CONSTRAINT pk_definitions PRIMARY KEY (metric, hash)
);
INSERT INTO "definitions" VALUES('weekly_active','h0','count','2026-05-01 00:00:00.000000','2026-05-01 00:00:00.000000');
INSERT INTO "definitions" VALUES('weekly_active','h1','count distinct listener -- 活跃用户','2026-05-02 03:04:05.000678','2026-05-02 03:04:05.000678');
INSERT INTO "definitions" VALUES('revenue','h2','sum(amount) filter (where it''s paid)','2026-05-02 03:04:05.000678','2026-05-02 03:04:05.000678');
CREATE TABLE edited_files (
	edit_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	file TEXT NOT NULL, 
	before_tag TEXT, 
	after_tag TEXT, 
	"before" TEXT, 
	"after" TEXT, 
	CONSTRAINT pk_edited_files PRIMARY KEY (edit_id, position), 
	CONSTRAINT fk_edited_files_edits FOREIGN KEY(edit_id) REFERENCES edits (id)
)
 WITHOUT ROWID

;
INSERT INTO "edited_files" VALUES(1,0,'metrics/a.yml',NULL,'t1',NULL,'metrics: 指标');
INSERT INTO "edited_files" VALUES(2,0,'metrics/a.yml','t1','t2','a','b');
INSERT INTO "edited_files" VALUES(2,1,'data/a.csv',NULL,'t3',NULL,NULL);
CREATE TABLE edits (
	id INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	author TEXT, 
	undone_at DATETIME, 
	CONSTRAINT pk_edits PRIMARY KEY (id), 
	CONSTRAINT uq_edits_key UNIQUE ("key")
);
INSERT INTO "edits" VALUES(1,'k1','2026-05-01 00:00:00.000000','{"en": "New metric", "zh": "新建指标"}',NULL,NULL);
INSERT INTO "edits" VALUES(2,'k2','2026-05-02 03:04:05.000678','{"en": "import", "zh": "import"}','lin','2026-05-02 03:04:05.000678');
CREATE TABLE episodes (
	metric TEXT NOT NULL, 
	watches TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	began_on DATE NOT NULL, 
	grain TEXT NOT NULL, 
	last_on DATE NOT NULL, 
	over_on DATE, 
	trade TEXT, 
	first_seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_episodes PRIMARY KEY (metric, watches, rule, began_on)
)
 WITHOUT ROWID

;
INSERT INTO "episodes" VALUES('complaints','weekly_active','condition','2026-04-06','week','2026-04-13','2026-04-20','{"gained_metric": "weekly_active", "gained": 1200.0, "cost_metric": "complaints", "cost": 340.5, "before": 90.0, "periods": 2, "segment": {"city": "上海", "device": null}}','2026-11-22 23:23:47.325688');
INSERT INTO "episodes" VALUES('complaints','weekly_active','condition','2026-04-20','week','2026-04-20',NULL,NULL,'2026-11-22 23:23:47.325688');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	source TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	"key" TEXT, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	begins_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	metrics TEXT NOT NULL, 
	segment TEXT NOT NULL, 
	link TEXT, 
	owner TEXT, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_events PRIMARY KEY (id), 
	CONSTRAINT uq_events_source_origin_key UNIQUE (source, origin, "key")
);
INSERT INTO "events" VALUES(1,'posted','','deploy-7','release','{"en": "App 7 🎧", "zh": "App 7 发布"}','2026-04-06','2026-04-06','["weekly_active"]','[["city", ["上海", null]]]','https://example.com/7','lin','2026-05-01 00:00:00.000000','2026-05-01 00:00:00.000000');
INSERT INTO "events" VALUES(2,'check','plays','clock','data_quality','{"en": "no rows", "zh": "没有数据"}','2026-04-06','2026-04-13','[]','[]',NULL,NULL,'2026-05-02 03:04:05.000678','2026-05-02 03:04:05.000678');
CREATE TABLE explained (
	part TEXT NOT NULL, 
	metric TEXT NOT NULL, 
	grain TEXT NOT NULL, 
	at DATE NOT NULL, 
	versus DATE NOT NULL, 
	rests_on TEXT NOT NULL, 
	computed_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_explained PRIMARY KEY (part, metric, grain, at, versus)
)
 WITHOUT ROWID

;
INSERT INTO "explained" VALUES('located','revenue','week','2026-04-13','2026-04-06','h2@v1','2026-05-02 03:04:05.000678','{"segments": [{"segment": {"city": "上海"}, "contribution": 0.30000000000000004}], "reason": null}');
CREATE TABLE findings (
	scope TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	message TEXT NOT NULL, 
	hint TEXT, 
	file TEXT, 
	line INTEGER, 
	CONSTRAINT pk_findings PRIMARY KEY (scope, position)
);
INSERT INTO "findings" VALUES('refresh',0,'identity-broken','error','{"en": "it''s off", "zh": "不相等"}','{"en": "look", "zh": "请检查"}','tree.yml',12);
INSERT INTO "findings" VALUES('refresh',1,'note','note','{"en": "a", "zh": "甲"}',NULL,NULL,NULL);
CREATE TABLE looks (
	metric TEXT NOT NULL, 
	day DATE NOT NULL, 
	count INTEGER NOT NULL, 
	CONSTRAINT pk_looks PRIMARY KEY (metric, day)
)
 WITHOUT ROWID

;
INSERT INTO "looks" VALUES('revenue','2026-04-06',1);
INSERT INTO "looks" VALUES('weekly_active','2026-04-06',12);
INSERT INTO "looks" VALUES('weekly_active','2026-04-13',3);
CREATE TABLE observations (
	slice_id INTEGER NOT NULL, 
	period DATE NOT NULL, 
	segment_number INTEGER NOT NULL, 
	value BLOB, 
	reason TEXT, 
	detail TEXT, 
	numerator BLOB, 
	denominator BLOB, 
	n BIGINT, 
	sum_squares DOUBLE, 
	complete BOOLEAN NOT NULL, 
	CONSTRAINT pk_observations PRIMARY KEY (slice_id, period, segment_number), 
	CONSTRAINT ck_observations_value_or_reason CHECK ((value IS NULL) <> (reason IS NULL)), 
	CONSTRAINT fk_observations_slices FOREIGN KEY(slice_id) REFERENCES slices (id)
)
 WITHOUT ROWID

;
INSERT INTO "observations" VALUES(1,'2026-04-06',0,41000,NULL,NULL,NULL,NULL,41000,NULL,1);
INSERT INTO "observations" VALUES(1,'2026-04-13',0,NULL,'part_undetermined','听众',NULL,NULL,NULL,NULL,1);
INSERT INTO "observations" VALUES(1,'2026-04-20',0,0,NULL,NULL,NULL,NULL,NULL,NULL,0);
INSERT INTO "observations" VALUES(2,'2026-04-06',0,3.00000000000000044408e-01,NULL,NULL,'1180591620717411303424',-9007199254740993,3,12.25,1);
INSERT INTO "observations" VALUES(2,'2026-04-13',0,1.0,NULL,NULL,1,1.0,NULL,NULL,1);
INSERT INTO "observations" VALUES(3,'2026-04-06',0,0,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "observations" VALUES(3,'2026-04-06',1,1,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "observations" VALUES(3,'2026-04-06',2,2,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "observations" VALUES(3,'2026-04-06',3,3,NULL,NULL,NULL,NULL,NULL,NULL,1);
INSERT INTO "observations" VALUES(3,'2026-04-06',4,4,NULL,NULL,NULL,NULL,NULL,NULL,1);
CREATE TABLE paces (
	metric TEXT NOT NULL, 
	definition_hash TEXT NOT NULL, 
	data_version TEXT NOT NULL, 
	computed_at DATETIME NOT NULL, 
	grain TEXT, 
	period DATE, 
	through DATE, 
	so_far BLOB, 
	projected BLOB, 
	low BLOB, 
	high BLOB, 
	periods INTEGER, 
	reason TEXT, 
	detail TEXT, 
	CONSTRAINT pk_paces PRIMARY KEY (metric), 
	CONSTRAINT ck_paces_projected_or_reason CHECK ((projected IS NULL) <> (reason IS NULL))
);
INSERT INTO "paces" VALUES('revenue','h2','v1','2026-05-02 03:04:05.000678','week','2026-04-06','2026-04-06',3.00000000000000044408e-01,2.5,2,3.25,6,NULL,NULL);
INSERT INTO "paces" VALUES('weekly_active','h1','plays@7','2026-05-02 03:04:05.000678',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'too_short','5 of 6');
CREATE TABLE refreshes (
	id INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	finished_at DATETIME NOT NULL, 
	computed INTEGER NOT NULL, 
	reused INTEGER NOT NULL, 
	CONSTRAINT pk_refreshes PRIMARY KEY (id)
);
INSERT INTO "refreshes" VALUES(1,'2026-05-01 00:00:00.000000','2026-05-02 03:04:05.000678',30,170);
CREATE TABLE segments (
	slice_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	segment TEXT NOT NULL, 
	CONSTRAINT pk_segments PRIMARY KEY (slice_id, number), 
	CONSTRAINT fk_segments_slices FOREIGN KEY(slice_id) REFERENCES slices (id)
)
 WITHOUT ROWID

;
INSERT INTO "segments" VALUES(1,0,'[]');
INSERT INTO "segments" VALUES(2,0,'[]');
INSERT INTO "segments" VALUES(3,0,'[["city","上海"]]');
INSERT INTO "segments" VALUES(3,1,'[["city",null]]');
INSERT INTO "segments" VALUES(3,2,'[["city",""]]');
INSERT INTO "segments" VALUES(3,3,'[["city","it''s \"🎧\""]]');
INSERT INTO "segments" VALUES(3,4,'[["city","a\\b\nc"]]');
CREATE TABLE slices (
	id INTEGER NOT NULL, 
	metric TEXT NOT NULL, 
	definition_hash TEXT NOT NULL, 
	grain TEXT NOT NULL, 
	dimensions TEXT NOT NULL, 
	data_version TEXT NOT NULL, 
	computed_at DATETIME NOT NULL, 
	CONSTRAINT pk_slices PRIMARY KEY (id), 
	CONSTRAINT fk_slices_definitions FOREIGN KEY(metric, definition_hash) REFERENCES definitions (metric, hash), 
	CONSTRAINT uq_slices_metric_definition_hash_grain_dimensions UNIQUE (metric, definition_hash, grain, dimensions)
);
INSERT INTO "slices" VALUES(1,'weekly_active','h1','week','[]','plays@7','2026-05-04 12:00:00.123456');
INSERT INTO "slices" VALUES(2,'revenue','h2','week','[]','v1','2026-05-04 12:00:00.123456');
INSERT INTO "slices" VALUES(3,'weekly_active','h1','week','["city"]','v1','2026-05-04 12:00:00.123456');
COMMIT;
