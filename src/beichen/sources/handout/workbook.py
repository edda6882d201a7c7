"""Excel workbooks (Office Open XML, ECMA-376) of one sheet, written row by row: numbers in full, text as text.

The libraries that write workbooks shorten numbers to 16 digits; a double needs 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from beichen.errors import LimitError
from beichen.sources.handout.table import Cell, Column, Format

MOST_ROWS = 1_048_576
"""Of a sheet, the header being one."""

_LONGEST = 32_767  # characters in a cell
_EXACT = 2**53  # a sheet's numbers are doubles: larger integers are written as text
_DAY_ZERO = date(1899, 12, 30).toordinal()
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML can hold these


def write(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], target: BinaryIO) -> None:
    """Write the table, its header in bold above rows that scroll.

    Raises:
        LimitError: a sheet does not hold so many rows.
    """
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, text in _PARTS.items():
            package.writestr(name, _HEAD + text)
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write((_HEAD + _SHEET_START + _widths(columns) + "<sheetData>").encode())
            names = [_cell(column.name, _HEADER) for column in columns]
            sheet.write(_row(names))
            for number, row in enumerate(rows, start=2):
                if number > MOST_ROWS:
                    raise LimitError(f"an Excel sheet holds {MOST_ROWS:,} rows", hint="download CSV or Parquet instead")
                sheet.write(_row([_cell(cell) for cell in row]))
            sheet.write(b"</sheetData></worksheet>")


def _row(cells: Iterable[str]) -> bytes:
    return f"<row>{''.join(cells)}</row>".encode()


_PLAIN, _HEADER, _DATED = 0, 1, 2  # the styles, in the order of `_STYLES`


def _cell(cell: Cell, style: int = _PLAIN) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, date):
        return f'<c s="{_DATED}"><v>{cell.toordinal() - _DAY_ZERO}</v></c>'
    if isinstance(cell, float) or (isinstance(cell, int) and abs(cell) <= _EXACT):
        return f"<c><v>{cell!r}</v></c>"
    text = escape(_UNWRITABLE.sub("�", str(cell))[:_LONGEST])
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'


def _widths(columns: Sequence[Column]) -> str:
    wide = {"text": 24, "number": 18, "day": 12, "flag": 10}
    found = (
        f'<col min="{index}" max="{index}" width="{wide[column.kind]}" customWidth="1"/>'
        for index, column in enumerate(columns, start=1)
    )
    return f"<cols>{''.join(found)}</cols>"


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET_START = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Beichen" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": _STYLES,
}

FORMAT = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write)
