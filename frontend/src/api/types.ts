// Made by scripts/api-types.mjs from openapi.json: do not edit.

/** How the values of one dimension's segments relate to the total of the same period. */
export type Additivity = "adds" | "by_parts" | "none";

/** How rows become one number. */
export type Agg = "count" | "sum" | "avg" | "min" | "max" | "count_distinct" | "percentile";

/** How rows become one number. */
export interface AggregatePart {
  agg: Agg;
  label: Words;
  needs_column: boolean;
}

/** Annotations, the latest days first. */
export interface AnnotationList {
  items: AnnotationPart[];
  /** The `cursor` of the items that follow; null at the end. */
  next: string | null;
  /** Items of the whole list. */
  total: number;
}

/** What somebody noted on a trend. */
export interface AnnotationPart {
  /** A person's id. */
  author: string | null;
  author_name: string | null;
  begins_on: string;
  changed_at: string;
  created_at: string;
  deleted: boolean;
  /** The last day that it is about. */
  ends_on: string;
  id: number;
  /** null where it stands on every metric's trend. */
  metric: MetricName | null;
  /** Its `ETag` is `"<revision>"`: send it as `If-Match` with a change. */
  revision: number;
  text: string;
}

/** An annotation as it is written. */
export interface AnnotationWritten {
  /** A person of the project. */
  author?: string | null;
  begins_on: string;
  /** The last day; left out for a single day. */
  ends_on?: string | null;
  /** Left out for an annotation of every metric. */
  metric?: string | null;
  text: string;
}

/** From where a conflict is known. */
export type Basis = "tree" | "data" | "episode";

/** An outside figure to compare with. */
export interface BenchmarkForm {
  of: string | null;
  source: string | null;
  value: number | null;
}

/** An outside figure, as a share of another metric where `of` is given, and ours beside it. */
export interface BenchmarkPart {
  of: MetricName | null;
  ours: number | null;
  source: string;
  value: number;
}

/** A metric beside an outside figure. */
export interface BenchmarkRow {
  benchmark: number;
  dated: string | null;
  /** Beyond the benchmark, towards the good side, as a share of it. */
  distance: number | null;
  metric: MetricName;
  /** The population that both are a share of. */
  of: Words | null;
  source: string;
  /** Older than two years, or nobody knows how old. */
  stale: boolean;
  /** Of value and benchmark. */
  unit: string | null;
  value: number | null;
}

/** A text that people read, in both languages; empty where it is not written yet. */
export interface BothLabels {
  en: string;
  zh: string;
}

/** A text in English and Chinese. */
export interface BothLanguages {
  en: string;
  zh: string;
}

/** What happened, in both languages. */
export interface BothTexts {
  en: string;
  zh: string;
}

/** What one driver added, in the unit of the metric explained; `interval` of an influence. */
export interface Branch {
  contribution: number | null;
  /** Of an influence alone. */
  estimate: EstimateAnswer | null;
  interval: [number, number] | null;
  kind: BranchKind;
  /** null for what is left over or unexplained at `parent`. */
  metric: string | null;
  parent: string;
  /** Why an influence has no estimate, or no contribution. */
  reason: string | null;
  share: number | null;
}

/** What a row of the split is. */
export type BranchKind = "identity" | "influence" | "leftover" | "unexplained";

/** A driver below the metric, or what is left over at one; in the order of the tree, children below their parent. */
export interface BranchRow {
  after: number | null;
  /** The driver's own value, in its own unit. */
  before: number | null;
  /** To the metric's change, in the metric's unit; null: not known. */
  contribution: number | null;
  /** 1 for the metric's own drivers. */
  depth: number;
  high: number | null;
  kind: BranchKind;
  label: Words;
  /** Of an estimate: its interval. */
  low: number | null;
  /** null for what the formula of `parent` leaves over. */
  metric: string | null;
  parent: string;
  /** |contribution| ÷ the largest one, 0–1. */
  reach: number;
  /** contribution ÷ change. */
  share: number | null;
  tone: "good" | "bad" | "neutral";
  unit: string | null;
}

/** A metric as its form. */
export interface BuildMetricPage {
  file: string;
  form: MetricForm;
  metric: string;
  /** What its file holds: sent back in `If-Match` to remove it. */
  tag: string;
}

/** What a metric can be made of. */
export interface BuildPage {
  aggregates: AggregatePart[];
  /** The form of a new metric. */
  empty: MetricForm;
  kinds: KindPart[];
  metrics: BuiltMetric[];
  models: ModelPart[];
  operators: OperatorPart[];
  people: PersonPart[];
  roles: RolePart[];
  teams: TeamPart[];
  units: UnitPart[];
}

/** What a form would become. */
export interface BuildPreview {
  can_save: boolean;
  /** Unified; empty when nothing would change. */
  diff: string;
  file: string | null;
  notes: NotePart[];
  sql: string | null;
  /** A name made of the label. */
  suggested_name: string | null;
  /** What the file holds now: sent back in `If-Match` to save what was shown. */
  tag: string | null;
  tried: TriedPart | null;
  /** The definition in words. */
  words: Words | null;
  yaml: string;
}

/** A metric that can be edited, or used in another one. */
export interface BuiltMetric {
  /** Whether a lifecycle can be made of it. */
  counts_entities: boolean;
  file: string;
  grain: Grain;
  /** null for a draft. */
  kind: string | null;
  label: Words;
  metric: string;
  /** Whose rows it reads itself. */
  model: string | null;
  owner: Owner | null;
  role: Role;
  unit: string | null;
}

/** One candidate in its place. */
export interface CandidatePart {
  evidence: "correlated" | "adjusted" | "experimental" | "undetermined";
  kind: "behaviour" | "metric";
  label: Words;
  link: StageLink;
  name: string;
  /** What a refused candidate may serve as instead. */
  offered_as: "outcome" | null;
  /** No other candidate is as good in every part and better in one. */
  pareto: boolean;
  /** 0–1, by part of the score. */
  parts: Record<string, Told | Untold>;
  rejected: RefusalPart[];
  /** 0–100 */
  score: Told | Nothing;
  /** Share of 1,000 random weightings in which it has the highest score. */
  win_share: number | null;
}

/** The distance between two readings. A share changes in points: `relative` is then null. */
export interface Change {
  amount: number | null;
  /** null where the two are not compared; `gap` says why. */
  direction: "up" | "down" | "flat" | null;
  gap: "partial" | "nothing_before" | "nothing_now" | null;
  /** amount ÷ |previous|; null for shares and where previous is 0 or missing. */
  relative: number | null;
  tone: "good" | "bad" | "neutral";
}

/** Changes, latest first. */
export interface ChangeList {
  items: ChangePart[];
  /** `before` of the next page; null on the last. */
  next: number | null;
}

/** A change of the project's files that was made from here. */
export interface ChangePart {
  at: string;
  author: string | null;
  change: number;
  files: ChangedFilePart[];
  title: Words;
  undone_at: string | null;
}

/** A file of a change. */
export interface ChangedFilePart {
  /** null for what is no text. */
  diff: string | null;
  file: string;
}

/** What saving a threshold, or deciding, would write. */
export interface ChoicePreview {
  diff: string;
  files: string[];
  tag: string;
  title: Words;
}

/** Everything that the choose page shows. */
export interface ChoosePage {
  candidates: CandidatePart[];
  /** Those made before, the latest first. */
  decisions: DecisionPart[];
  duel: Duel | null;
  entities: number;
  entity: string;
  freshness: FreshnessPart;
  incumbent: MetricName | null;
  journey: JourneyPart | null;
  /** Entities whose later windows have not closed. */
  left_out: number;
  north_star: string | null;
  /** Who can decide, by id. */
  people: string[];
  /** The parts of the score, in order, with names and questions. */
  score_parts: PartWords[];
  thresholds: ThresholdPart[];
  usual_weights: Record<string, number>;
  weights: Record<string, number>;
}

/** What was asked otherwise. */
export type Code = "neighbouring_period" | "largest_day";

/** Something that happened in the days of the two periods. */
export interface CoincidingEvent {
  author: string | null;
  kind: string;
  metrics: string[];
  name: string;
  on: string;
  overlap: number;
  segment: Record<string, (string | null)[]>;
  text: BothLanguages;
  until: string | null;
}

/** A type as a person chooses it. */
export type ColumnKind = "text" | "whole" | "number" | "yes_no" | "day" | "moment" | "other";

/** A column of a model's rows, or a dimension that a condition may name. */
export interface ColumnPart {
  dimension: boolean;
  kind: "text" | "number" | "time" | "truth" | "other";
  label: Words | null;
  /** As a condition says it: bare, or `model.dimension` of a model that is joined. */
  name: string;
  /** The warehouse's word; empty for a dimension that is an expression. */
  type: string;
}

/** What a column becomes in the model. */
export type ColumnUse = "time" | "entity" | "primary_entity" | "entity_dimension" | "event_dimension" | "measure" | "ignore";

/** When somebody counts as having come back. */
export interface ComebackForm {
  first: number | null;
  kind: "offset" | "days";
  offset: number | null;
  until: number | null;
}

/** A metric's part in an index. */
export interface ComponentForm {
  hundred: number | null;
  metric: string | null;
  weight: number | null;
  zero: number | null;
}

/** Whom an event concerned, by one dimension. */
export interface ConcernedDimension {
  dimension: Words;
  values: (string | null)[];
}

/** Which rows: all, where there is nothing in it. `raw` is SQL that stands for the rows. */
export interface Condition {
  join: "and" | "or";
  raw: string | null;
  rows: ConditionRow[];
}

/** A condition of the definition, and what it decides. */
export interface ConditionPart {
  /** As the project wrote it. */
  code: string;
  decides: Words;
  /** null where words would say it worse. */
  words: Words | null;
}

/** One comparison of a column with values, as they are typed. */
export interface ConditionRow {
  column: string;
  operator: string;
  values: string[];
}

/** How far a guess can be relied on. */
export type Confidence = "sure" | "likely" | "unsure";

/** Somebody else changed the files since they were looked at. */
export interface Conflict {
  detail: string;
  hint: string | null;
  meanwhile: Meanwhile[];
  status: number;
  title: string;
  /** A URN that names the kind of problem; stable. */
  type: string;
  where: Place | null;
}

/** Two metrics found in conflict. */
export interface ConflictAnswer {
  a: string;
  b: string;
  direction: Direction;
  evidence: Evidence;
  high: number;
  low: number;
  strength: number;
  teams: string[];
}

/** Two teams' metrics of which one's good is the other's bad; an association is no cause. */
export interface ConflictRow {
  a: MetricName;
  b: MetricName;
  basis: Basis[];
  direction: Direction;
  evidence: Evidence;
  /** The way that is good for a: 1 up, -1 down. */
  good_a: number;
  good_b: number;
  high: number;
  /** Periods by which b follows a; negative the other way round. */
  lag: number;
  low: number;
  periods: number;
  /** -1 to 0. */
  strength: number;
  /** Who should talk to whom, about what. */
  talk: Words;
  /** Of a and b, by id: a team's, or the owner's who has none. */
  teams: string[];
}

/** A decision as a person makes it. */
export interface DecisionForm {
  /** Why, in a sentence of their own. */
  because?: string | null;
  /** Who decides, by id. */
  by: string;
  /** A metric, or a threshold that was proposed. */
  candidate: string;
}

/** A decision that the project has a record of. */
export interface DecisionPart {
  /** The record, in the project. */
  file: string;
  label: Words;
  metric: string;
  on: string;
}

/** A definition that took another's place; values of whole periods before it were computed by the older one. */
export interface DefinitionChangePart {
  at: string;
  differences: DifferencePart[];
  /** The day in the project's timezone. */
  on: string;
  summary: Words;
}

/** A metric's definition. */
export interface DefinitionPart {
  /** The latest first. */
  changes: DefinitionChangePart[];
  conditions: ConditionPart[];
  /** What its owner says of it. */
  description: Words | null;
  /** Of everything that decides its numbers; every kept value names it. */
  hash: string;
  /** Since when definitions are remembered; null before the first refresh. */
  known_since: string | null;
  where: Place | null;
  words: Words;
  /** The YAML, as it stands in that place. */
  written: string | null;
}

/** One place of a definition that says something else. */
export interface DifferencePart {
  after: string | null;
  /** null where there was nothing. */
  before: string | null;
  /** Where, such as `definition.where`. */
  path: string;
}

/** A dimension by which the metric can be sliced. */
export interface DimensionName {
  dimension: string;
  label: Words;
}

/** Values that a dimension has, the commonest first; null is the rows that have none. */
export interface DimensionValues {
  values: (string | null)[];
}

/** Which of two metrics moves first; no cause. */
export type Direction = "together" | "a_first" | "b_first";

/** Two candidates beside one another. */
export interface Duel {
  first: CandidatePart;
  rows: DuelRow[];
  second: CandidatePart;
}

/** One part of the score of two candidates. */
export interface DuelRow {
  /** Who is surely ahead; null where chance may tell. */
  ahead: "first" | "second" | null;
  /** First less second; null where either is undetermined. */
  difference: Told | null;
  first: Told | Untold;
  part: string;
  second: Told | Untold;
}

/** Exact, or estimated. */
export type EdgeKind = "identity" | "influence";

/** When guardrails fired, the latest first. */
export interface EpisodeList {
  episodes: EpisodePart[];
}

/** A time in which a guardrail fired. */
export interface EpisodePart {
  began: PeriodName;
  last: PeriodName;
  metric: MetricName;
  /** The first period in which it no longer fired; null while it goes on. */
  over: PeriodName | null;
  rule: RuleKind;
  trade: TradePart | null;
  watches: MetricName;
}

/** What one more unit of a driver goes with in its parent: an association, with its 95% interval. */
export interface EstimateAnswer {
  /** Over all lags together, in the parent's unit. */
  coefficient: number;
  evidence: "association";
  high: number;
  /** Periods after which it is strongest. */
  lag: number;
  low: number;
  periods: number;
}

/** What goes with a change of a driver: an association, with its 95% interval. */
export interface EstimatePart {
  /** For one more unit of the driver, in its parent's unit, over all lags. */
  coefficient: number;
  /** that it is an association, over how many periods. */
  evidence: Words;
  high: number;
  /** Periods after which it is strongest. */
  lag: number;
  low: number;
  periods: number;
  words: Words;
}

/** Events, the latest days first. */
export interface EventList {
  items: EventPart[];
  /** The `cursor` of the items that follow; null at the end. */
  next: string | null;
  /** Items of the whole list. */
  total: number;
}

/** An event that no file of the project holds. */
export interface EventPart {
  changed_at: string;
  created_at: string;
  id: number;
  /** By which whoever posted it can change it; null where it was posted without. */
  key: string | null;
  kind: string;
  link: string | null;
  /** That it is about; none is all of them. */
  metrics: string[];
  on: string;
  /** The table's name, or the model's that was checked; else empty. */
  origin: string;
  /** A person's id. */
  owner: string | null;
  owner_name: string | null;
  /** Whom it concerned: values by dimension. */
  segment: Record<string, (string | null)[]>;
  /** `posted`, read from a `table`, or found by a `check` of the data. */
  source: EventSource;
  text: Words;
  /** Its last day. */
  until: string;
}

/** Who told of an event. */
export type EventSource = "posted" | "table" | "check";

/** An event as it is posted. */
export interface EventWritten {
  /** Posting the same key again changes the event instead of adding one. */
  key?: string | null;
  /** release, campaign, price, content, outage, market, holiday, data_quality, other, or a word of your own. */
  kind?: string;
  /** Where more is written about it. */
  link?: string | null;
  /** That it is about; none is all. */
  metrics?: string[];
  /** Its day, or the first of its days. */
  on: string;
  /** A person of the project. */
  owner?: string | null;
  /** Whom it concerned: a value or values by dimension; null is no value. */
  segment?: Record<string, string | (string | null)[] | null>;
  /** What happened; one text, or one for each language. */
  text: string | BothTexts;
  /** Its last day; left out for one day. */
  until?: string | null;
}

/** What a finding rests on. */
export type Evidence = "correlated" | "adjusted" | "experimental";

/** Whether the change is more than noise. */
export interface Expected {
  high: number | null;
  low: number | null;
  reason: Words | null;
  verdict: string;
}

/** The range in which the value was to be expected, from the periods before it alone. */
export interface ExpectedPart {
  /** The likeliest value. */
  centre: number | null;
  high: number | null;
  low: number | null;
  /** Why there is no verdict. */
  reason: Words | null;
  verdict: beichen__judgement__change__Verdict;
}

/** Whether the change lies within what the metric's own history leads one to expect. */
export interface ExpectedRange {
  high: number | null;
  low: number | null;
  reason: string | null;
  verdict: string;
}

/** Why a metric moved: branches add up to the change, with `unexplained` for what a broken identity leaves. */
export interface ExplainAnswer {
  after: number | null;
  before: number | null;
  branches: Branch[];
  change: number | null;
  complete: boolean;
  /** What coincides, most overlap first; no cause. */
  events: CoincidingEvent[];
  expected: ExpectedRange;
  grain: Grain;
  located: LocatedAnswer;
  metric: string;
  period: string | null;
  robustness: RobustnessAnswer;
  segments: SegmentShare[];
  sentence: BothLanguages;
  unexplained: number | null;
  versus: string | null;
}

/** A segment over the periods. */
export interface ExploredLine {
  after: number | null;
  before: number | null;
  change: number | null;
  /** change ÷ |before|; null for shares and where before is 0. */
  relative: number | null;
  /** Dimension and value; empty for the total. */
  segment: Record<string, string | null>;
  tone: "good" | "bad" | "neutral";
  values: (number | null)[];
  /** Its part of the total in the period; null where parts do not add up. */
  weight: number | null;
}

/** A breakdown: the total, the largest segments, and how many are left out. */
export interface ExplorerPart {
  additivity: Additivity;
  by: string[];
  /** What every row that counts passes. */
  condition: string | null;
  /** How many of them a chart shows. */
  drawn: number;
  grain: Grain;
  /** Segments that are neither drawn nor listed. */
  left_out: number;
  /** The largest first. */
  lines: ExploredLine[];
  metric: string;
  /** Why the segments do not make up the total. */
  note: Words | null;
  /** The values of all that are not drawn, together; null where they do not add up, or all are drawn. */
  others: (number | null)[] | null;
  /** The one that `after` is of. */
  period: PeriodName | null;
  periods: PeriodName[];
  total: ExploredLine;
  unit: string | null;
  /** The one that `before` is of. */
  versus: PeriodName | null;
}

/** What a check found. */
export interface FindingItem {
  code: string;
  hint: Words | null;
  message: Words;
  severity: Severity;
  where: Place | null;
}

/** Findings, those that make numbers wrong first. */
export interface FindingList {
  items: FindingItem[];
  /** The `cursor` of the items that follow; null at the end. */
  next: string | null;
  /** Items of the whole list. */
  total: number;
}

/** How far the data reach, and when the observations were computed. */
export interface FreshnessPart {
  computed_at: string | null;
  data_through: string | null;
}

/** A key result that names the metric. */
export interface GoalFact {
  begins_on: string;
  ends_on: string;
  keep: string | null;
  objective: Words;
  owner: Owner | null;
  start: number | null;
  target: number | null;
}

/** A key result, as it stood at the end of the period that is looked at. */
export interface GoalPart {
  begins_on: string;
  days_left: number;
  ends_on: string;
  keep: string | null;
  objective: Words;
  owner: Owner | null;
  /** What a straight way from start to target asks of the period. */
  path: number | null;
  phase: Phase;
  /** Of the way from start to target: below 0 behind the start. */
  progress: number | null;
  /** Why there is no progress. */
  reason: Words | null;
  start: number | null;
  status: Status;
  target: number | null;
}

/** The direction that is good; a metric without one is neither good nor bad. */
export type Good = "up" | "down";

/** The length of a period. */
export type Grain = "day" | "week" | "month" | "quarter" | "year";

/** The periods of one grain for which the North Star has a value. */
export interface GrainSpan {
  first: string | null;
  grain: Grain;
  last: string | null;
  last_complete: string | null;
}

/** What guards the North Star; only pairs found in conflict are listed. */
export interface GuardAnswer {
  conflicts: ConflictAnswer[];
  guardrails: GuardrailAnswer[];
  outcomes: OutcomeAnswer[];
}

/** Everything that the guard page shows. */
export interface GuardPage {
  conflicts: ConflictRow[];
  /** The latest first. */
  episodes: EpisodePart[];
  freshness: FreshnessPart;
  grain: Grain;
  guardrails: GuardrailRow[];
  outcomes: OutcomeRow[];
  /** The North Star's, at whose end all is looked at; null for the latest. */
  period: PeriodName | null;
  /** The rows and columns of the matrix: all of the project, and who has none. */
  teams: TeamName[];
}

/** How a guardrail stands in a period. */
export type GuardStatus = "quiet" | "firing" | "undetermined";

/** How a guardrail stands. */
export interface GuardrailAnswer {
  metric: string;
  /** Of the guardrail and of what it watches, by id. */
  owners: string[];
  since: string | null;
  status: GuardStatus;
  /** Empty where nothing is traded; `reason` where it is undetermined. */
  trade: Record<string, unknown>;
  watches: string;
}

/** What the metric guards, and within which bound. */
export interface GuardrailPart {
  bound: number | null;
  /** null where there is no fixed bound, no value, or another grain. */
  holds: boolean | null;
  limit: string | null;
  watches: MetricName;
}

/** One guardrail: quiet, firing or undetermined. */
export interface GuardrailRow {
  metric: MetricName;
  /** Why it is undetermined. */
  reason: Words | null;
  /** On what it fires. */
  rule: Words;
  since: PeriodName | null;
  status: GuardStatus;
  trade: TradePart | null;
  watches: MetricName;
}

/** What is measured of each entity, by a name that the test uses. */
export interface HavingForm {
  measure: MeasureForm;
  name: string;
}

/** The server answers. */
export interface Health {
  status: string;
}

/** One check. */
export interface HealthCheck {
  code: string;
  /** From which, when it stays beyond, the check has failed. */
  fails_at: number | null;
  name: Words;
  question: Words;
  reason: Words;
  since: string | null;
  statistic: number | null;
  status: "ok" | "watch" | "failed" | "undetermined";
  /** From which it is watched. */
  threshold: number | null;
  trend: Looked[];
  /** Of the statistic: standard errors, 0–1, or how many. */
  unit: "z" | "share" | "count";
  /** What it means when it fails: elect again, watch, or nothing for the verdict. */
  weight: "meaning" | "warning" | "informs";
}

/** Is the North Star still the right one? */
export interface HealthPage {
  benchmarks: BenchmarkRow[];
  checks: HealthCheck[];
  /** Where another is elected, when that is the verdict. */
  choose: string | null;
  freshness: FreshnessPart;
  grain: Grain;
  /** Checks with a say that could tell anything. */
  judged: number;
  metric: MetricName;
  /** The last one judged; null while none has closed. */
  period: PeriodName | null;
  summary: Words;
  verdict: "keep" | "watch" | "re-elect";
  weights: WeightsRow[];
  zombies: MetricName[];
}

/** In how many closed periods of its objective's days a limit held. */
export interface Held {
  held: number;
  judged: number;
}

/** An import that was written. */
export interface ImportApplied {
  /** The number of the change; undoing the import undoes it. */
  change: number;
  /** Where the file lies now, relative to the project's folder. */
  data: string;
  model: string;
  source: string;
}

/** What a column is to become. */
export interface ImportChoice {
  column: string;
  kind: ColumnKind;
  /** Of the entity or the dimension. */
  name: string;
  /** The entity whose property a dimension is. */
  of?: string | null;
  use: ColumnUse;
}

/** What a file is to become. */
export interface ImportChoices {
  columns: ImportChoice[];
  /** latest, clock or a day. */
  complete_through?: string;
  /** How finely the time tells it; by its type when null. */
  grain?: "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year" | null;
  /** With clock: how late data may arrive, such as 2 days. */
  lag?: string | null;
  table: string;
  /** Of times that carry none; the project's when null. */
  zone?: string | null;
}

/** A column, what it holds, and what it is taken for. */
export interface ImportColumn {
  adds_up: boolean;
  confidence: Confidence;
  distinct: number;
  examples: string[];
  high: string | null;
  joins: ImportJoin[];
  kind: ColumnKind;
  low: string | null;
  name: string;
  null_share: number;
  /** As it is stored, in the engine's words. */
  type: string;
  use: ColumnUse;
  why: Words;
}

/** What a rule says of the project as it would be. */
export interface ImportFinding {
  code: string;
  message: Words;
  severity: Severity;
  where: string | null;
}

/** An entity that the project knows, of which a column's values are. */
export interface ImportJoin {
  entity: string;
  model: string;
  /** Of the column's values looked at, those that are values of the entity; 0–1. */
  share: number;
}

/** What a load brought. */
export interface ImportLoaded {
  columns: number;
  rows: number | null;
  table: string;
}

/** A file and its proposal; once it was written, `applied` and no proposal. */
export interface ImportPage {
  applied: ImportApplied | null;
  choices: ImportChoices | null;
  columns: ImportColumn[];
  /** In which text can be read again; empty for what is no text. */
  encodings: string[];
  /** Of the project. */
  entities: string[];
  /** The first rows, as text. */
  head: ((string | null)[])[];
  rows: number;
  /** Of a workbook, the one that is read. */
  sheet: string | null;
  timezone: string;
  upload: ImportUpload;
}

/** What would be written, to be looked at before it is. */
export interface ImportPlanned {
  data: string;
  diff: string;
  files: ImportedFile[];
  findings: ImportFinding[];
  /** Why the project would not read. */
  refusals: string[];
  sound: boolean;
  /** For `If-Match` of the confirmation. */
  tag: string;
  troubles: ImportTrouble[];
}

/** What can be handed in. */
export interface ImportStart {
  endings: string[];
  most_bytes: number;
}

/** Something to mend (`blocking`), or to know. */
export interface ImportTrouble {
  blocking: boolean;
  column: string | null;
  field: string;
  text: Words;
}

/** A file that was handed in. */
export interface ImportUpload {
  /** Of text; null for what is none. */
  encoding: string | null;
  format: "parquet" | "csv" | "json" | "excel";
  id: string;
  name: string;
  /** Of a workbook, in its order. */
  sheets: string[];
  /** In bytes. */
  size: number;
}

/** A file that would be written. */
export interface ImportedFile {
  file: string;
  text: string;
}

/** A driver whose effect is estimated; not part of the waterfall. */
export interface InfluenceRow {
  /** To the metric's change, in its unit; null: not known. */
  contribution: number | null;
  estimate: EstimatePart | null;
  high: number | null;
  label: Words;
  low: number | null;
  metric: string;
  parent: string;
  parent_label: Words;
  /** Why there is no estimate, or no contribution. */
  reason: Words | null;
  span: Span | null;
}

/** Everything that is estimated below a metric. */
export interface Influences {
  rests: Rest[];
  rows: InfluenceRow[];
  /** How to read several intervals at once; null for one alone. */
  together: Words | null;
}

/** How entities get to value. */
export interface JourneyPart {
  entity: string;
  left_out: number;
  segments: JourneySegmentPart[];
  stages: NamedStagePart[];
  tells_most: string | null;
  within_days: number;
}

/** The stages of one value of a dimension. */
export interface JourneySegmentPart {
  dimension: string;
  stages: StagePart[];
  value: string | null;
}

/** A kind of metric, with the question that it answers. */
export interface KindPart {
  answers: Words;
  example: Words;
  kind: string;
  label: Words;
  over: "rows" | "metrics";
}

/** A dimension along which was not looked. */
export interface LeftOutDimension {
  dimension: string;
  metric: string;
  reason: string;
}

/** Dimensions along which was not looked. */
export interface LeftOutRow {
  /** Their names in a row. */
  dimensions: Words;
  metric: MetricName;
  reason: Words;
}

/** An edge of the tree to another metric. */
export interface Link {
  /** Of an influence: why one believes in it. */
  because: Words | null;
  /** Of an influence: what its history says. */
  estimate: EstimatePart | null;
  kind: EdgeKind;
  metric: MetricName;
  /** Why there is no estimate. */
  reason: Words | null;
}

/** Where the change sits. */
export interface LocatedAnswer {
  left_out: LeftOutDimension[];
  /** Why there is no segment, as a code. */
  reason: string | null;
  residual: number | null;
  segments: LocatedSegment[];
}

/** A segment of any combination of dimensions that stands out, in the unit of the metric that it names. */
export interface LocatedRow {
  after: number | null;
  before: number | null;
  /** 0–1, that it moved otherwise than the rest. */
  confidence: number;
  /** To that metric's change; null with a `reason`. */
  contribution: number | null;
  /** contribution less what the segment's size alone would have given it. */
  excess: number | null;
  metric: MetricName;
  /** Of a ratio, through the segment's weight. */
  mix: number | null;
  /** True where that is the explained metric itself, not a branch of it. */
  own: boolean;
  /** |contribution| ÷ the largest one shown for the same metric, 0–1. */
  reach: number;
  /** Why it has no contribution. */
  reason: Words | null;
  segment: SegmentPart[];
  /** The confidence in words, with its number. */
  sure: Words;
  tone: "good" | "bad" | "neutral";
  unit: string | null;
  /** Of a ratio, through the segment's own rate. */
  within: number | null;
}

/** A segment of any combination of dimensions that stands out, in the units of the metric that it names. */
export interface LocatedSegment {
  after: number | null;
  before: number | null;
  confidence: number;
  /** To that metric's change. */
  contribution: number | null;
  excess: number | null;
  /** Of the explained metric and its branches, the one at which it starts. */
  metric: string;
  mix: number | null;
  /** Why it has no contribution, as a code. */
  reason: string | null;
  segment: Record<string, string | null>;
  within: number | null;
}

/** What a check saw when it looked after a period; null where it could tell nothing. */
export interface Looked {
  period: string;
  statistic: number | null;
}

/** What a mark tells of. */
export type MarkKind = "annotation" | "initiative" | "experiment" | "definition" | "event";

/** Something that happened in the days of the trend. */
export interface MarkPart {
  /** The name of the person who wrote or owns it. */
  author: string | null;
  kind: MarkKind;
  on: string;
  text: Words;
  /** The last day; null while it still runs. */
  until: string | null;
}

/** What somebody else did to a file. */
export interface Meanwhile {
  at: string | null;
  /** Who, where it was done from here and they said so. */
  author: string | null;
  /** Since it was looked at; null when that is not known any more. */
  diff: string | null;
  file: string;
}

/** An aggregate over rows. */
export interface MeasureForm {
  agg: string;
  expr: string | null;
  filter: Condition;
  percentile: number | null;
}

/** The metric page, as it is first painted; segments, explorer and SQL have addresses of their own. */
export interface MetricDetail {
  /** Those on its trend, the latest days first. */
  annotations: AnnotationPart[];
  annotations_in_all: number;
  definition: DefinitionPart;
  dimensions: DimensionName[];
  /** Of the period that is shown; null where there is none. */
  expected: ExpectedPart | null;
  goal: GoalPart | null;
  in_tree: boolean;
  /** Of the running period; null at another grain than the metric's own. */
  pace: PacePart | null;
  page: MetricPage;
  relations: Relations;
  /** The owner's. */
  team: Words | null;
  /** Of the trend, where `periods` is left out. */
  usual_periods: number;
}

/** A metric's form. Fields that its type does not use are kept, so that trying another type loses nothing. */
export interface MetricForm {
  benchmark: BenchmarkForm | null;
  cohort: Condition;
  comeback: ComebackForm;
  count: string | null;
  denominator: string | null;
  description: BothLabels;
  entity: string | null;
  event: Condition;
  filter: Condition;
  first: Condition;
  formula: string;
  good: string | null;
  grain: string;
  having: HavingForm[];
  label: BothLabels;
  measure: MeasureForm;
  model: string | null;
  name: string;
  numerator: string | null;
  of: string | null;
  owner: string | null;
  returns: Condition;
  role: string;
  second: Condition;
  state: string;
  test: Condition;
  type: string;
  unit: string | null;
  value: BothLabels;
  versions: VersionForm[];
  window: WindowForm;
  within: WithinForm;
}

/** A metric, with what its numbers need to be read. */
export interface MetricItem {
  good: Good | null;
  grain: Grain;
  kind: string;
  label: Words;
  metric: string;
  owner: Owner | null;
  role: Role;
  unit: string | null;
}

/** Metrics by name. */
export interface MetricList {
  items: MetricItem[];
  /** The `cursor` of the items that follow; null at the end. */
  next: string | null;
  /** Items of the whole list. */
  total: number;
}

/** A metric as it is named in lists. */
export interface MetricName {
  label: Words;
  metric: string;
  owner: Owner | null;
  role: Role;
}

/** The metric panel. */
export interface MetricPage {
  benchmark: BenchmarkPart | null;
  change: Change;
  definition: Words;
  drivers: MetricName[];
  drives: MetricName[];
  /** Of guardrails with this metric on either side: those that go on. */
  episodes: EpisodePart[];
  freshness: FreshnessPart;
  good: Good | null;
  grain: Grain;
  guardrail: GuardrailPart | null;
  kind: string;
  label: Words;
  metric: string;
  owner: Owner | null;
  period: PeriodName | null;
  previous: Reading;
  reading: Reading;
  role: Role;
  /** null for a metric that stands outside the tree. */
  status: Status | null;
  target: Target | null;
  trend: Trend;
  unit: string | null;
  value_statement: Words | null;
  versus: PeriodName | null;
}

/** A semantic model. */
export interface ModelPart {
  columns: ColumnPart[];
  entities: string[];
  model: string;
  /** Why its columns cannot be told; most often the data are not loaded. */
  problem: string | null;
  /** The column that tells when; without one there are no metrics of its rows. */
  time: string | null;
  time_grain: string | null;
}

/** A metric that left its expected range, in its own last period that had closed by the end of the page's. */
export interface MovedMetric {
  /** What explains it and moved with it: no alarm of its own. */
  below: MovedMetric[];
  change: Change;
  /** Its period had closed before the page's period began. */
  earlier: boolean;
  good: Good | null;
  grain: Grain;
  /** It is a guardrail beyond its limit: these come first. */
  guardrail_broken: boolean;
  high: number | null;
  /** How far out it lies, weighed by its closeness to the North Star. */
  importance: number;
  label: Words;
  /** Of the range in which its history led one to expect it. */
  low: number | null;
  metric: string;
  owner: Owner | null;
  period: PeriodName;
  /** Its importance as a part of the largest, 0–1. */
  reach: number;
  reading: Reading;
  role: Role;
  sentence: Words;
  /** The latest values up to the period, oldest first. */
  spark: (number | null)[];
  unit: string | null;
  versus: PeriodName | null;
}

/** What moved in a period, the most important first. */
export interface MovedPage {
  freshness: FreshnessPart;
  grain: Grain;
  moved: MovedMetric[];
  /** By whose end every metric is judged; null while none has closed. */
  period: PeriodName | null;
  sentence: Words;
  undetermined: NotJudged[];
  versus: PeriodName | null;
  within_noise: MetricName[];
}

/** One of the lowest exact drivers, and what it added to the North Star's change. */
export interface Mover {
  contribution: number;
  label: Words | null;
  /** null for all that are left out, together. */
  metric: string | null;
  tone: "good" | "bad" | "neutral";
}

/** A team, a person or an objective, by which rows are grouped and chosen. */
export interface NamedPart {
  id: string;
  name: Words;
}

/** One stage of the journey. */
export interface NamedStagePart {
  /** Of those who reached the stage before. */
  conversion: number | null;
  /** Median from the stage before. */
  days: number | null;
  dropped: number | null;
  label: Words;
  name: string;
  reached: number;
  /** Of those who arrived. */
  share: number | null;
  /** Share of later value's variance told by who took this step. */
  telling: Told | Untold;
}

/** Two metrics that one condition tells apart, and whose names do not. */
export interface NearPairPart {
  a: MetricName;
  b: MetricName;
  condition: Words;
}

/** The metric that the company steers by, in a period. */
export interface NorthStar {
  change: Change;
  definition: Words;
  expected: ExpectedPart;
  goal: GoalPart | null;
  good: Good | null;
  guardrails: SideMetric[];
  label: Words;
  metric: string;
  /** Largest first; with those left out they are the change, to the last digit. */
  movers: Mover[];
  /** Finance: validates the North Star, never replaces it. */
  outcomes: SideMetric[];
  owner: Owner | null;
  /** null where an earlier period, or another grain, is looked at. */
  pace: PacePart | null;
  period: PeriodName;
  reading: Reading;
  sentence: Words;
  status: Status;
  trend: Trend;
  unit: string | null;
  /** The user value that it stands for. */
  value_statement: Words | null;
  versus: PeriodName | null;
}

/** The North Star page. */
export interface NorthStarPage {
  /** Of all guardrails: those that go on. */
  episodes: EpisodePart[];
  freshness: FreshnessPart;
  grain: Grain;
  /** Of the North Star; null while the project has chosen none. */
  name: Words | null;
  /** null while none is chosen, or nothing has been computed. */
  star: NorthStar | null;
}

/** A metric that cannot be judged, and why. */
export interface NotJudged {
  metric: MetricName;
  reason: Words;
}

/** Something to say of the form. */
export interface NotePart {
  /** The rule's, of a finding. */
  code: string | null;
  /** As in `having.0.expr`; null for the form as a whole. */
  field: string | null;
  /** The project as it is saved does not have it. */
  fresh: boolean;
  hint: Words | null;
  message: Words;
  /** It only says what is still to be filled in. */
  missing: boolean;
  severity: Severity;
  /** Another place of the project that it is about. */
  where: Place | null;
}

/** No value: what it would be made of is undetermined. */
export interface Nothing {
  high: null;
  low: null;
  value: null;
}

/** How a condition compares a column. */
export interface OperatorPart {
  kinds: ("text" | "number" | "time" | "truth" | "other")[];
  label: Words;
  operator: string;
  values: "none" | "one" | "several";
}

/** How an outcome follows the North Star. */
export interface OutcomeAnswer {
  metric: string;
  reason: BothLanguages;
  since: string | null;
  status: OutcomeStatus;
}

/** How one outcome follows the North Star. */
export interface OutcomeRow {
  /** Percent of the outcome for one percent of the North Star. */
  elasticity: number | null;
  grain: Grain;
  high: number | null;
  /** Periods by which the North Star is ahead. */
  lead: number | null;
  low: number | null;
  metric: MetricName;
  periods: number | null;
  reason: Words;
  since: PeriodName | null;
  status: OutcomeStatus;
}

/** How an outcome stands to the North Star. */
export type OutcomeStatus = "following" | "loose" | "parted" | "undetermined";

/** The person who answers for a metric. */
export interface Owner {
  id: string;
  name: string;
  team: Words | null;
}

/** The pace of the running period; without a projection, the reason. */
export interface PacePart {
  period: PeriodName | null;
  projection: ProjectionPart | null;
  reason: Words | null;
}

/** What a projection says of a target. */
export type PaceVerdict = "ahead" | "on_pace" | "short" | "undetermined";

/** One part of the score. */
export interface PartWords {
  name: Words;
  part: string;
  question: Words;
}

/** A step of the way down the tree: the branch that did most for the change. */
export interface PathStep {
  contribution: number;
  label: Words;
  metric: string;
  share: number | null;
}

/** The periods for which the North Star has a value, latest first. */
export interface PeriodList {
  grain: Grain;
  /** The last complete period: what is shown when none is asked for. */
  latest: string | null;
  periods: PeriodName[];
}

/** A period: what it is called, which days it holds, whether it has closed. */
export interface PeriodName {
  complete: boolean;
  /** Which days it holds, where the name does not say so. */
  days: Words | null;
  grain: Grain;
  last_day: string;
  name: Words;
  /** For where the year is plain: W47, 第47周. */
  short: Words;
  start: string;
}

/** A person and their team's id. Addresses stay in the project. */
export interface PersonPart {
  id: string;
  name: string;
  team: string | null;
}

/** Where a day lies against an objective's days. */
export type Phase = "upcoming" | "running" | "ended";

/** A place in the project's files. */
export interface Place {
  file: string;
  line: number | null;
}

/** What went wrong, and what to do about it. */
export interface Problem {
  detail: string;
  hint: string | null;
  status: number;
  title: string;
  /** A URN that names the kind of problem; stable. */
  type: string;
  where: Place | null;
}

/** What every page knows about the project. */
export interface ProjectPage {
  freshness: FreshnessPart;
  /** The North Star's own grain. */
  grain: Grain | null;
  locale: "en" | "zh";
  metrics: MetricName[];
  name: string;
  north_star: string | null;
  people: PersonPart[];
  periods: GrainSpan[];
  teams: TeamPart[];
  timezone: string;
  /** Why the numbers cannot be brought up to date; null while they can. */
  trouble: Trouble | null;
  week_start: string;
}

/** Where the running period is likely to close. */
export interface ProjectionPart {
  high: number;
  /** Of the interval that holds the close nine times in ten. */
  low: number;
  projected: number;
  /** Of a part of a period: compared with nothing that is whole. */
  so_far: number;
  /** What the straight way to the goal asks of the running period. */
  target: number | null;
  /** The last day whose rows are counted. */
  through: string;
  verdict: PaceVerdict;
}

/** What a metric was, by period and segment. */
export interface QueryAnswer {
  grain: Grain;
  metric: string;
  rows: QueryRow[];
}

/** One period and segment; `value` null has its `reason`. */
export interface QueryRow {
  complete: boolean;
  denominator: number | null;
  n: number | null;
  numerator: number | null;
  period: string;
  reason: string | null;
  segment: Record<string, string | null>;
  value: number | null;
}

/** A value, or what is there instead and why. */
export interface Reading {
  /** False while the period has not closed. */
  complete: boolean;
  /** What stands in the value's place: nothing to compute it from, or no meaning here. */
  gap: "no_data" | "not_applicable" | null;
  reason: Words | null;
  value: number | null;
}

/** The walk from `a` to `b`: the steps' changes and `unexplained` add up to the difference. */
export interface ReconcileAnswer {
  a: string;
  a_value: number | null;
  b: string;
  b_value: number | null;
  difference: number | null;
  grain: Grain;
  /** Null between two metrics, whose definitions are both known. */
  guessed: ReconcileGuess | null;
  period: string;
  /** Why there is no walk, as a code. */
  reason: string | null;
  steps: ReconcileStep[];
  unexplained: number | null;
}

/** One condition of a definition: what it was, and what it becomes. */
export interface ReconcileCondition {
  after: string | null;
  aspect: string;
  before: string | null;
  /** The part of a ratio or lifecycle metric that it belongs to. */
  of: string | null;
}

/** How the definition of a number from elsewhere was looked for. */
export interface ReconcileGuess {
  /** Other ways that give it in as few steps. */
  alternatives: ReconcileStep[][];
  nearest: ReconcileStep | null;
  periods: number;
  tried: number;
}

/** What can be compared, the walk that was asked for, and definitions that are easily taken for one another. */
export interface ReconcilePage {
  metrics: MetricName[];
  pairs: NearPairPart[];
  /** Null while nothing is asked for. */
  walk: Walk | null;
}

/** One condition changed, or several that cannot be changed alone. */
export interface ReconcileStep {
  change: number;
  /** Its code; several are joined by `+`. */
  condition: string;
  conditions: ReconcileCondition[];
  text: BothLanguages;
  /** What the definition gives now. */
  value: number;
}

/** One reason against a candidate. */
export interface RefusalPart {
  /** cumulative, traffic, financial, no_link, gameable, season_driven */
  code: string;
  reason: Words;
}

/** What a metric is made of, and what is made of it. */
export interface Relations {
  /** On trial for North Star. */
  candidate: boolean;
  driven_by: Link[];
  /** Its parents in the tree. */
  drives: Link[];
  goals: GoalFact[];
  /** The guardrails that watch it. */
  guarded_by: Watch[];
  /** The metrics that it watches as a guardrail. */
  guards: Watch[];
  /** The metrics in its definition. */
  made_of: MetricName[];
  /** The metrics whose definitions name it. */
  part_of: MetricName[];
  /** The latest first. */
  undertakings: Undertaking[];
}

/** What removing a metric would do. */
export interface RemovalPreview {
  can_remove: boolean;
  diff: string;
  file: string;
  notes: NotePart[];
  tag: string;
}

/** What the estimates leave of a metric that has influences alone, in the unit of the metric explained. */
export interface Rest {
  amount: number;
  parent: string;
  parent_label: Words;
}

/** The segments that are left out, together. */
export interface RestLine {
  after: number | null;
  before: number | null;
  contribution: number | null;
  count: number;
  weight: number | null;
}

/** Whether the answer survives another period to compare with, and leaving out the day that moved most. */
export interface RobustnessAnswer {
  checks: RobustnessCheck[];
  verdict: beichen__judgement__robustness__Verdict;
}

/** The question asked once more, a little otherwise. */
export interface RobustnessCheck {
  code: Code;
  /** null where it cannot be asked. */
  holds: boolean | null;
  /** What was found, or why nothing was. */
  reason: BothLanguages;
}

/** What a metric is for. */
export type Role = "north_star" | "key_result" | "guardrail" | "input" | "outcome";

/** What a metric is for. */
export interface RolePart {
  label: Words;
  meaning: Words;
  role: Role;
}

/** What a guardrail fires on. */
export type RuleKind = "limit" | "condition";

/** The scorecard page: rows in the order of the project's files. */
export interface Scorecard {
  /** Of every status that occurs, the worst first. */
  counts: StatusCount[];
  freshness: FreshnessPart;
  grain: Grain;
  objectives: NamedPart[];
  owners: NamedPart[];
  /** By whose end every metric is looked at; null without a North Star. */
  period: PeriodName | null;
  rows: ScorecardRow[];
  /** That own a metric, in the project's order. */
  teams: NamedPart[];
  versus: PeriodName | null;
}

/** One metric, in its own last period that had closed by the end of the page's period. */
export interface ScorecardRow {
  change: Change;
  /** The share of the way that a straight path asks for, beside `progress`. */
  due: number | null;
  goal: GoalPart | null;
  good: Good | null;
  grain: Grain;
  /** Of a goal that is a limit to keep. */
  held: Held | null;
  /** A node of the tree, a guardrail or an outcome. */
  in_tree: boolean;
  label: Words;
  /** Of a guardrail: the bound, as the project wrote it. */
  limit: string | null;
  metric: string;
  /** That of `goal`, by name. */
  objective: string | null;
  order: SortKeys;
  owner: Owner | null;
  /** null where an earlier period is looked at, and for roles without one. */
  pace: PacePart | null;
  period: PeriodName | null;
  reading: Reading;
  role: Role;
  /** The latest values up to the period, oldest first. */
  spark: (number | null)[];
  status: Status;
  /** Its owner's, by id. */
  team: string | null;
  unit: string | null;
  versus: PeriodName | null;
}

/** Which candidate deserves to be the North Star; best first, the refused last. */
export interface ScreenAnswer {
  candidates: CandidatePart[];
  entities: number;
  entity: string;
  journey: JourneyPart | null;
  /** Entities whose later windows have not closed. */
  left_out: number;
  north_star: string | null;
  thresholds: ThresholdPart[];
  weights: Record<string, number>;
}

/** One segment. What cannot be told is null; `note` of the table says why. */
export interface SegmentLine {
  after: number | null;
  before: number | null;
  change: number | null;
  /** What it added to the total's change. */
  contribution: number | null;
  /** contribution less what its size alone would have given it. */
  excess: number | null;
  high: number | null;
  /** The range that its own history leads one to expect. */
  low: number | null;
  /** Of a ratio, through its weight. */
  mix: number | null;
  /** |contribution| ÷ the largest one, 0–1. */
  reach: number;
  /** change ÷ |before|; null for shares and where before is 0. */
  relative: number | null;
  /** Its latest values, oldest first; empty where they are not kept. */
  spark: (number | null)[];
  tone: "good" | "bad" | "neutral";
  /** Of the dimension; null for the rows that have none. */
  value: string | null;
  /** Against the segment's own usual noise; null where it is not judged. */
  verdict: beichen__judgement__change__Verdict | null;
  /** Its part of the total; of a ratio, of the denominator. 0–1. */
  weight: number | null;
  /** Of a ratio, through its own rate; within + mix = contribution. */
  within: number | null;
}

/** A value of one dimension. */
export interface SegmentPart {
  dimension: Words;
  /** null for rows that have none. */
  value: string | null;
}

/** A segment's part in the change of the metric that it names. */
export interface SegmentRow {
  after: number | null;
  before: number | null;
  contribution: number;
  dimension: string;
  /** contribution less what the segment's size alone would have given it. */
  excess: number | null;
  label: Words;
  metric: string;
  /** Of a ratio, through the segment's weight; within + mix = contribution. */
  mix: number | null;
  /** |contribution| ÷ the largest one shown for the same metric, 0–1. */
  reach: number;
  tone: "good" | "bad" | "neutral";
  unit: string | null;
  value: string | null;
  /** Of a ratio, through the segment's own rate. */
  within: number | null;
}

/** A segment's part in the change of the metric that it names, in that metric's unit. */
export interface SegmentShare {
  after: number | null;
  before: number | null;
  contribution: number | null;
  excess: number | null;
  metric: string;
  mix: number | null;
  segment: Record<string, string | null>;
  within: number | null;
}

/** The segments of a metric by one dimension, largest contribution first. */
export interface SegmentsPart {
  additivity: Additivity | null;
  /** The one that is shown; null where the metric has none. */
  dimension: string | null;
  dimensions: DimensionName[];
  grain: Grain;
  metric: string;
  /** Why no contributions are given; null where the parts make up the total. */
  note: Words | null;
  period: PeriodName | null;
  rest: RestLine | null;
  rows: SegmentLine[];
  unit: string | null;
  versus: PeriodName | null;
}

/** How much it matters: an error makes numbers wrong or missing, a warning misleads, a note could be better. */
export type Severity = "error" | "warning" | "note";

/** A guardrail or an outcome. */
export interface SideMetric {
  change: Change;
  good: Good | null;
  label: Words;
  limit: string | null;
  metric: string;
  owner: Owner | null;
  /** That of the value: a guardrail's own last one that had closed. */
  period: PeriodName | null;
  reading: Reading;
  role: Role;
  /** The latest values up to the period, oldest first. */
  spark: (number | null)[];
  status: Status;
  unit: string | null;
  /** Of a guardrail of another metric than the North Star: that metric. */
  watches: Words | null;
}

/** A dimension by which the tree can be sliced. */
export interface SliceDimension {
  dimension: string;
  label: Words;
  /** How many metrics of the tree have it. */
  metrics: number;
  /** Of the North Star's last complete period, the largest first. */
  values: (string | null)[];
}

/** The segment within which everything is told. */
export interface SlicePart {
  dimension: string;
  label: Words;
  /** null: the rows without a value. */
  value: string | null;
}

/** By what the rows are sorted; null comes last whichever way. */
export interface SortKeys {
  /** Relative to the value before, of shares too. */
  change: number | null;
  /** 0 falls short. */
  pace: number | null;
  progress: number | null;
  /** 0 is the North Star. */
  role: number;
  /** 0 is the worst. */
  status: number;
}

/** Where an interval lies on the scale that all influences of the page share, 0–1. */
export interface Span {
  amount: number;
  begins: number;
  ends: number;
  zero: number;
}

/** The statements that answer a question, each under a comment that says what it is for. */
export interface SqlText {
  dialect: string;
  sql: string;
}

/** Deviations of later value that a deviation of the candidate foretells, all else held; `raw` is the plain correlation. */
export interface StageLink {
  high: number | null;
  low: number | null;
  raw: number | null;
  value: number | null;
}

/** One stage, of all entities or a segment's. */
export interface StagePart {
  /** Of those who reached the stage before. */
  conversion: number | null;
  /** Median from the stage before. */
  days: number | null;
  dropped: number | null;
  reached: number;
  /** Of those who arrived. */
  share: number | null;
}

/** How a metric stands. */
export type Status = "ok" | "risk" | "off" | "none" | "unknown";

/** How many metrics stand so. */
export interface StatusCount {
  count: number;
  status: Status;
}

/** One bar of the waterfall, from where the one above it ended. */
export interface Step {
  amount: number;
  begins: number;
  ends: number;
  kind: "before" | "branch" | "others" | "unexplained" | "after";
  /** null where the kind says it all. */
  label: Words | null;
  metric: string | null;
  tone: "good" | "bad" | "neutral";
}

/** The days of a period that an event touched: 0 is the period's beginning, 1 its end. */
export interface Stretch {
  begins: number;
  ends: number;
}

/** The key result that is in force in the period; judged at the metric's own grain only. */
export interface Target {
  due: string;
  grain: Grain;
  keep: string | null;
  objective: Words;
  owner: Owner | null;
  /** The way from start to target, 0–1; with no start, value ÷ target; null at another grain. */
  progress: number | null;
  start: number | null;
  target: number | null;
}

/** A team of the matrix. */
export interface TeamName {
  id: string;
  name: Words;
}

/** A team. */
export interface TeamPart {
  id: string;
  label: Words;
}

/** A threshold that is proposed: who reaches it, and what that foretells. */
export interface ThresholdPart {
  at_least: number;
  behaviour: string;
  /** A threshold metric as it would be saved. */
  definition: Record<string, unknown>;
  high: number;
  /** Later value of those who reach it, as a multiple of everyone's. */
  lift: number;
  low: number;
  name: string;
  /** The same of those who do not. */
  others: number;
  /** Share of the entities that do. */
  reached: number;
  /** Share of later value's variance that it tells. */
  told: number;
  within_days: number;
}

/** A value with its 95% interval. */
export interface Told {
  high: number;
  low: number;
  value: number;
}

/** What a period of an episode won and cost beyond what was to be expected without it, on average. */
export interface TradePart {
  /** What the same gain cost before; null where the two are no amounts. */
  before: number | null;
  cost: number;
  cost_metric: string;
  gained: number;
  gained_metric: string;
  periods: number;
  /** The segment that carried the most of both. */
  segment: Words | null;
  text: Words;
}

/** The tree with values for one period against another. */
export interface TreeAnswer {
  edges: TreeEdge[];
  grain: Grain;
  leftovers: TreeLeftover[];
  nodes: TreeNode[];
  north_star: string;
  period: string | null;
  slice: Record<string, string | null>;
  unexplained: number | null;
  versus: string | null;
}

/** One metric as a card. */
export interface TreeCard {
  change: Change;
  /** It is wanted and not defined yet: it has no values. */
  draft: boolean;
  good: Good | null;
  label: Words;
  lane: "tree" | "guardrail" | "outcome";
  /** Of a guardrail: the bound, as the project wrote it. */
  limit: string | null;
  metric: string;
  /** How its children make it up: + − × ÷ ƒ =, or ~ for influences. */
  operator: string | null;
  owner: Owner | null;
  /** Its identity waits for a draft, and is not split. */
  planned: boolean;
  reading: Reading;
  role: Role;
  /** The latest values up to the period, oldest first. */
  spark: (number | null)[];
  /** Within a slice nothing is judged: `none`. */
  status: Status;
  /** What its key result aims at, at the metric's own grain. */
  target: number | null;
  unit: string | null;
  /** Of a guardrail: the metric whose growth it guards. */
  watches: string | null;
}

/** A driver, and what it added to the North Star's change, in the North Star's unit. */
export interface TreeEdge {
  child: string;
  contribution: number | null;
  interval: [number, number] | null;
  kind: EdgeKind;
  parent: string;
  planned: boolean;
  reason: string | null;
  share: number | null;
}

/** What stays of the North Star's change at a metric whose identity does not hold, or cannot be computed. */
export interface TreeLeftover {
  contribution: number | null;
  parent: string;
  reason: string | null;
  share: number | null;
}

/** A driver and what it added to the North Star's change. */
export interface TreeLink {
  child: string;
  /** In the North Star's unit. */
  contribution: number | null;
  high: number | null;
  kind: EdgeKind;
  /** Of an estimated contribution: its 95% interval. */
  low: number | null;
  parent: string;
  /** It waits for a draft. */
  planned: boolean;
  /** Why there is no contribution. */
  reason: Words | null;
  /** Of the North Star's change; may be negative, or above 1. */
  share: number | null;
  tone: "good" | "bad" | "neutral";
  /** |contribution| ÷ the largest one, 0–1. */
  weight: number;
}

/** A metric of the tree in the period, and in the one it is compared with. */
export interface TreeNode {
  change: number | null;
  complete: boolean;
  draft: boolean;
  label: BothLanguages;
  metric: string;
  owner: string | null;
  previous: number | null;
  reason: string | null;
  role: Role;
  status: Status;
  value: number | null;
}

/** The tree page. */
export interface TreePage {
  cards: TreeCard[];
  dimensions: SliceDimension[];
  freshness: FreshnessPart;
  grain: Grain;
  links: TreeLink[];
  north_star: string;
  /** null while nothing has been computed. */
  period: PeriodName | null;
  slice: SlicePart | null;
  unexplained: UnexplainedPart[];
  /** The North Star's unit, that of every contribution. */
  unit: string | null;
  versus: PeriodName | null;
}

/** The latest periods, the same number of periods before them, and the running one where it comes next. */
export interface Trend {
  before: Words;
  /** The guardrail's bound, likewise. */
  bound: number | null;
  /** What began or ran in the days of the points, by first day. */
  marks: MarkPart[];
  points: TrendPoint[];
  span: Words;
  /** The key result's target, where the trend is of the metric's own grain. */
  target: number | null;
}

/** One period of the trend. */
export interface TrendPoint {
  /** The value of the period that lies `lag` periods earlier. */
  before: number | null;
  /** False while the period has not closed; only the last one can be open. */
  complete: boolean;
  high: number | null;
  /** Of the range expected from the periods before it; null when undetermined. */
  low: number | null;
  name: Words;
  start: string;
  value: number | null;
}

/** The values of the last periods. */
export interface TriedPart {
  /** Whether there is a saved definition that says otherwise. */
  compares: boolean;
  grain: Grain;
  hint: Words | null;
  points: TriedPoint[];
  /** Why there are no values. */
  problem: Words | null;
  unit: string | null;
}

/** A period's value by the form's definition, and by the one that is saved where that is another. */
export interface TriedPoint {
  complete: boolean;
  name: Words;
  reason: Words | null;
  saved: number | null;
  start: string;
  value: number | null;
}

/** What keeps the project's files or data from being read; what was computed before is still shown. */
export interface Trouble {
  hint: string | null;
  message: string;
  where: Place | null;
}

/** An initiative for the metric, or an experiment that looks at it. */
export interface Undertaking {
  begins_on: string;
  ends_on: string | null;
  kind: "initiative" | "experiment";
  label: Words;
  name: string;
  /** The name of the person. */
  owner: string;
}

/** What stays of the North Star's change at a metric whose identity does not hold, or cannot be computed. */
export interface UnexplainedPart {
  contribution: number | null;
  parent: string;
  reason: Words;
  share: number | null;
  weight: number;
}

/** A unit that is known, or that another metric has. */
export interface UnitPart {
  label: Words;
  unit: string;
}

/** No value, and why. */
export interface Untold {
  reason: Words;
  value: null;
}

/** The commonest values. */
export interface ValueList {
  values: ValuePart[];
}

/** A value of a column, and how many rows have it. */
export interface ValuePart {
  rows: number;
  value: string;
}

/** The weights of an index from a day on; null: always. */
export interface VersionForm {
  components: ComponentForm[];
  valid_from: string | null;
}

/** From one number to the other; changes of the steps and `unexplained` add up to the difference. */
export interface Walk {
  a: Words;
  a_value: number | null;
  /** Other ways that give the number in as few steps. */
  alternatives: Words[][];
  b: Words;
  b_value: number | null;
  difference: number | null;
  /** True where `b` is a number, whose definition had to be looked for. */
  guessed: boolean;
  high: number;
  /** The least and the largest value on the way, 0 among them. */
  low: number;
  nearest: WalkStep | null;
  period: PeriodName;
  /** Why there is no walk. */
  reason: Words | null;
  steps: WalkStep[];
  tried: number | null;
  unexplained: number | null;
  unit: string | null;
}

/** One bar of the waterfall, from where the one above it ended. */
export interface WalkStep {
  begins: number;
  change: number;
  text: Words;
  /** What the definition gives with this condition changed: where the bar ends. */
  value: number;
}

/** A guardrail: of this metric, or one that this metric is. */
export interface Watch {
  limit: string | null;
  metric: MetricName;
  /** It is bad when it moves so while what it watches is up. */
  when: "up" | "down" | null;
}

/** A component of an index. */
export interface WeighedPart {
  high: number;
  /** Of the 95% interval of the proposal. */
  low: number;
  metric: MetricName;
  proposed: number;
  /** Today. */
  weight: number;
}

/** An index with the weights that its components would earn by what they foretell; nothing is changed. */
export interface WeightsRow {
  /** Periods after which the value follows. */
  lag: number | null;
  metric: MetricName;
  parts: WeighedPart[];
  /** Why nothing is proposed. */
  reason: Words | null;
  /** What it should foretell. */
  value: MetricName;
  /** A further version of its weights, to be taken over by a person. */
  yaml: string | null;
}

/** The question asked once more, a little otherwise. */
export interface WhyCheck {
  code: Code;
  /** null where it cannot be asked. */
  holds: boolean | null;
  /** What was found, or why nothing was. */
  reason: Words;
}

/** All segments of one dimension (or of several crossed), largest contribution first. */
export interface WhyDimension {
  /** False where segments do not make up the total: then no parts are given. */
  adds_up: boolean;
  dimension: string;
  label: Words;
  /** Segments beyond those given, and those that added nothing. */
  left_out: number;
  rows: SegmentRow[];
}

/** Something that happened in the days of the two periods. It coincides: nothing says that it is a cause. */
export interface WhyEvent {
  /** The metrics that it is about; none is everything. */
  about: MetricName[];
  /** The name of the person who wrote or owns it. */
  author: string | null;
  kind: string;
  kind_label: Words;
  name: string;
  /** Its days in the explained period. */
  now: Stretch | null;
  on: string;
  /** With the days and segments that moved, 0–1; see docs/methods/coinciding.md. */
  overlap: number;
  /** Whom it concerned; none is everyone. */
  segment: ConcernedDimension[];
  text: Words;
  /** Its days in the compared period; null where it touched none. */
  then: Stretch | null;
  /** Its last day; null while it still runs. */
  until: string | null;
}

/** Where the change sits. */
export interface WhyLocated {
  /** Segments beyond those given. */
  left: number;
  left_out: LeftOutRow[];
  /** Why no segment is given. */
  reason: Words | null;
  /** What the metric's own segments leave of its change; null without such. */
  residual: number | null;
  rows: LocatedRow[];
}

/** Why a metric moved. */
export interface WhyPage {
  after: number | null;
  before: number | null;
  /** Every driver below the metric, in the order of the tree. */
  branches: BranchRow[];
  change: Change;
  /** All segments, by one dimension at a time. */
  dimensions: WhyDimension[];
  /** What coincides, most overlap first. */
  events: WhyEvent[];
  expected: Expected;
  freshness: FreshnessPart;
  good: Good | null;
  grain: Grain;
  influences: Influences;
  label: Words;
  /** Where the change sits; null where a period has not closed. */
  located: WhyLocated | null;
  metric: string;
  owner: Owner | null;
  /** Down the tree, by the driver that did most for the change. */
  path: PathStep[];
  period: PeriodName | null;
  previous: Reading;
  reading: Reading;
  robustness: WhyRobustness;
  role: Role;
  /** The few that carried most, of whichever dimension. */
  segments: SegmentRow[];
  sentence: Words;
  /** before, what each lowest exact driver added, the rest, after; empty when there is nothing to split. */
  steps: Step[];
  /** `split` where the change is split; else why there is nothing to split. */
  told: "split" | "still" | "no_drivers" | "partial" | "nothing_before" | "nothing_now" | "no_data";
  /** Of the change, what formulas that do not hold leave over. */
  unexplained: number | null;
  unit: string | null;
  versus: PeriodName | null;
}

/** Whether the answer survives it. */
export interface WhyRobustness {
  checks: WhyCheck[];
  verdict: beichen__judgement__robustness__Verdict;
}

/** The time over which a cumulative metric adds up. */
export interface WindowForm {
  days: number | null;
  kind: "trailing" | "to_date" | "all";
  since: "month" | "quarter" | "year";
}

/** How soon. */
export interface WithinForm {
  amount: number | null;
  unit: "minute" | "hour" | "day" | "week";
}

/** A text in both languages. */
export interface Words {
  en: string;
  zh: string;
}

/** Where a value lies against its expected range. */
export type beichen__judgement__change__Verdict = "moved" | "noise" | "undetermined";

/** Whether an answer can be relied on. */
export type beichen__judgement__robustness__Verdict = "robust" | "fragile" | "undetermined";
