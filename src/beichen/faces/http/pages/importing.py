"""The import page: a file that was handed in, what it is proposed to become, and what that would write."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from beichen.domain.finding import Finding, Severity
from beichen.faces.http.pages.parts import Part, Words
from beichen.sources.encoding import ENCODINGS
from beichen.sources.files import FORMATS
from beichen.sources.roles import Confidence
from beichen.warehouse.port import LoadReport
from beichen.workspace.importing.columns import ColumnKind, ColumnUse, ProposedColumn
from beichen.workspace.importing.importing import Applied, Importing, Planned
from beichen.workspace.importing.joins import Join
from beichen.workspace.importing.troubles import Choices, ColumnChoice, Trouble
from beichen.workspace.importing.uploads import Upload
from beichen.workspace.open import Workspace

TimeGrain = Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"]


class ImportUpload(Part):
    """A file that was handed in."""

    id: str
    name: str
    size: int = Field(description="In bytes.")
    format: Literal["parquet", "csv", "json", "excel"]
    encoding: str | None = Field(description="Of text; null for what is none.")
    sheets: list[str] = Field(description="Of a workbook, in its order.")


class ImportJoin(Part):
    """An entity that the project knows, of which a column's values are."""

    entity: str
    model: str
    share: float = Field(description="Of the column's values looked at, those that are values of the entity; 0–1.")


class ImportColumn(Part):
    """A column, what it holds, and what it is taken for."""

    name: str
    type: str = Field(description="As it is stored, in the engine's words.")
    kind: ColumnKind
    use: ColumnUse
    why: Words
    confidence: Confidence
    null_share: float
    distinct: int
    examples: list[str]
    low: str | None
    high: str | None
    adds_up: bool
    joins: list[ImportJoin]


class ImportChoice(Part):
    """What a column is to become."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=False)

    column: str
    kind: ColumnKind
    use: ColumnUse
    name: str = Field(max_length=200, description="Of the entity or the dimension.")
    of: str | None = Field(default=None, description="The entity whose property a dimension is.")


class ImportChoices(Part):
    """What a file is to become."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=False)

    table: str = Field(max_length=200)
    columns: list[ImportChoice] = Field(max_length=2000)
    grain: TimeGrain | None = Field(default=None, description="How finely the time tells it; by its type when null.")
    zone: str | None = Field(default=None, description="Of times that carry none; the project's when null.")
    complete_through: str = Field(default="latest", description="latest, clock or a day.")
    lag: str | None = Field(default=None, description="With clock: how late data may arrive, such as 2 days.")

    def choices(self) -> Choices:
        """As the workspace takes it."""
        columns = tuple(ColumnChoice(c.column, c.kind, c.use, c.name, c.of) for c in self.columns)
        return Choices(self.table, columns, self.grain, self.zone, self.complete_through, self.lag)

    @classmethod
    def of_choices(cls, choices: Choices) -> ImportChoices:
        columns = [ImportChoice(column=c.column, kind=c.kind, use=c.use, name=c.name, of=c.of) for c in choices.columns]
        return cls(table=choices.table, columns=columns, complete_through=choices.complete_through)


class ImportApplied(Part):
    """An import that was written."""

    source: str
    model: str
    data: str = Field(description="Where the file lies now, relative to the project's folder.")
    change: int = Field(description="The number of the change; undoing the import undoes it.")


class ImportStart(Part):
    """What can be handed in."""

    most_bytes: int
    endings: list[str]


class ImportPage(Part):
    """A file and its proposal; once it was written, `applied` and no proposal."""

    upload: ImportUpload
    applied: ImportApplied | None
    sheet: str | None = Field(description="Of a workbook, the one that is read.")
    encodings: list[str] = Field(description="In which text can be read again; empty for what is no text.")
    rows: int
    columns: list[ImportColumn]
    head: list[list[str | None]] = Field(description="The first rows, as text.")
    choices: ImportChoices | None
    entities: list[str] = Field(description="Of the project.")
    timezone: str


class ImportTrouble(Part):
    """Something to mend (`blocking`), or to know."""

    column: str | None
    field: str
    blocking: bool
    text: Words


class ImportedFile(Part):
    """A file that would be written."""

    file: str
    text: str


class ImportFinding(Part):
    """What a rule says of the project as it would be."""

    code: str
    severity: Severity
    message: Words
    where: str | None


class ImportPlanned(Part):
    """What would be written, to be looked at before it is."""

    tag: str = Field(description="For `If-Match` of the confirmation.")
    sound: bool
    troubles: list[ImportTrouble]
    data: str
    files: list[ImportedFile]
    diff: str
    refusals: list[str] = Field(description="Why the project would not read.")
    findings: list[ImportFinding]


class ImportLoaded(Part):
    """What a load brought."""

    table: str
    rows: int | None
    columns: int


def build_import_start(importing: Importing) -> ImportStart:
    """What can be handed in."""
    return ImportStart(most_bytes=importing.uploads.limit, endings=list(FORMATS))


def build_import_page(
    workspace: Workspace, importing: Importing, upload_id: str, *, sheet: str | None, encoding: str | None
) -> ImportPage:
    """A file and what it is proposed to become."""
    entities = list(dict.fromkeys(e.name for model in workspace.project.models.values() for e in model.entities))
    timezone = workspace.project.calendar.timezone
    applied = importing.applied(upload_id)
    if applied is not None:
        return _applied_page(applied, entities, timezone)
    offer = importing.offer(upload_id, sheet=sheet, encoding=encoding)
    proposed = offer.proposed
    upload = proposed.upload
    return ImportPage(
        upload=upload_part(upload),
        applied=None,
        sheet=sheet or (upload.sheets[0] if upload.sheets else None),
        encodings=list(ENCODINGS) if upload.encoding else [],
        rows=proposed.table.rows,
        columns=[_column(column, offer.joins.get(column.profile.name, ())) for column in proposed.columns],
        head=[list(row) for row in proposed.head],
        choices=ImportChoices.of_choices(offer.choices),
        entities=entities,
        timezone=timezone,
    )


def build_import_plan(planned: Planned) -> ImportPlanned:
    """What choices would write."""
    plan, preview = planned.plan, planned.preview
    return ImportPlanned(
        tag=preview.proposal.tag,
        sound=plan.is_sound and not preview.refusals,
        troubles=[_trouble(trouble) for trouble in plan.troubles],
        data=plan.data,
        files=[ImportedFile(file=file, text=text) for file, text in plan.files.items()] if plan.is_sound else [],
        diff=preview.proposal.diff,
        refusals=[str(refusal) for refusal in preview.refusals],
        findings=[_finding(finding) for finding in preview.findings if finding in preview.fresh],
    )


def upload_part(upload: Upload) -> ImportUpload:
    """A file that was handed in."""
    return ImportUpload(
        id=upload.id,
        name=upload.name,
        size=upload.size,
        format=upload.format,  # type: ignore[arg-type]  # one of FORMATS
        encoding=upload.encoding,
        sheets=list(upload.sheets),
    )


def applied_part(applied: Applied) -> ImportApplied:
    """An import that was written."""
    return ImportApplied(source=applied.source, model=applied.source, data=applied.data, change=applied.change)


def loaded_part(report: LoadReport) -> ImportLoaded:
    """What a load brought."""
    return ImportLoaded(table=report.table, rows=report.rows, columns=len(report.columns))


def _applied_page(applied: Applied, entities: list[str], timezone: str) -> ImportPage:
    return ImportPage(
        upload=upload_part(applied.upload),
        applied=applied_part(applied),
        sheet=None,
        encodings=[],
        rows=0,
        columns=[],
        head=[],
        choices=None,
        entities=entities,
        timezone=timezone,
    )


def _column(column: ProposedColumn, joins: tuple[Join, ...]) -> ImportColumn:
    profile = column.profile
    return ImportColumn(
        name=profile.name,
        type=profile.stored or profile.type,
        kind=column.kind,
        use=column.use,
        why=Words.of(column.why),
        confidence=column.confidence,
        null_share=profile.null_share,
        distinct=profile.distinct,
        examples=list(column.examples),
        low=profile.low,
        high=profile.high,
        adds_up=column.adds_up,
        joins=[ImportJoin(entity=join.entity, model=join.model, share=join.share) for join in joins],
    )


def _trouble(trouble: Trouble) -> ImportTrouble:
    return ImportTrouble(
        column=trouble.column, field=trouble.field, blocking=trouble.blocking, text=Words.of(trouble.text)
    )


def _finding(finding: Finding) -> ImportFinding:
    where = str(finding.where) if finding.where else None
    return ImportFinding(code=finding.code, severity=finding.severity, message=Words.of(finding.message), where=where)
