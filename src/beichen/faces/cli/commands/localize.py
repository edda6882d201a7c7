"""`beichen localize`: in which segments of a table does the difference sit?"""

from __future__ import annotations

from typing import Annotated

import typer

from beichen.errors import QueryError
from beichen.faces.cli.session import session_of


def localize(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="Parquet, CSV, JSON lines or Excel, one row per leaf.")],
    *,
    dimensions: Annotated[str, typer.Option(metavar="A,B,C", help="Columns to look along, all combinations.")],
    actual: Annotated[str, typer.Option(metavar="COLUMN", help="What was.")] = "real",
    expected: Annotated[str, typer.Option(metavar="COLUMN", help="What was expected.")] = "predict",
    numerator: Annotated[
        str | None, typer.Option(metavar="ACTUAL,EXPECTED", help="Of a ratio, instead of --actual and --expected.")
    ] = None,
    denominator: Annotated[str | None, typer.Option(metavar="ACTUAL,EXPECTED", help="Likewise.")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="Of a workbook; else its first.")] = None,
) -> None:
    """Find the few segments that explain a deviation, among all combinations of dimensions.

    Any table will do; no project is needed. Contributions and the residual add up to the deviation.
    """
    from beichen.faces.cli.show.localization import show_localization
    from beichen.workspace.explaining.localizing import localize_file

    session = session_of(context)
    found = localize_file(
        file,
        [name.strip() for name in dimensions.split(",") if name.strip()],
        actual=actual,
        expected=expected,
        numerator=_pair(numerator, "--numerator"),
        denominator=_pair(denominator, "--denominator"),
        sheet=sheet,
    )
    document = found.as_dict()
    session.answer(document, lambda: show_localization(document, session.locale()))


def _pair(text: str | None, option: str) -> tuple[str, str] | None:
    if text is None:
        return None
    names = [name.strip() for name in text.split(",")]
    if len(names) != 2 or not all(names):
        raise QueryError(f"{option} takes two columns, not {text!r}", hint=f"{option} a_real,a_predict")
    return names[0], names[1]
