"""Files that were handed in and wait to become part of the project: kept beside the warehouse, gone after a day."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from beichen.errors import LimitError, QueryError, SourceError
from beichen.sources.encoding import detect_encoding, write_utf8
from beichen.sources.excel import sheet_names
from beichen.sources.files import COMPRESSIONS, FORMATS

MOST_BYTES = 200_000_000
MOST_UNPACKED = 1_000_000_000  # of a workbook, which is a zip
KEPT_SECONDS = 24 * 3600
_MOST_AT_ONCE = 20
_CARD = "upload.json"
APPLIED = "applied.json"
"""In an upload's folder, when it has become part of the project."""


class UnknownUploadError(QueryError):
    """There is no such upload, or no longer."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was handed in.

    Attributes:
        name: as its owner calls it, without folders.
        format: parquet, csv, json or excel.
        encoding: of text, as it was found; what is kept is UTF-8.
        sheets: of a workbook.
    """

    id: str
    name: str
    size: int
    format: str
    received_at: float
    folder: Path
    encoding: str | None = None
    sheets: tuple[str, ...] = ()

    @property
    def ending(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @property
    def path(self) -> Path:
        """The file, in UTF-8 where it is text."""
        return self.folder / f"{table_name(self.name)}{self.ending}"

    @property
    def original(self) -> Path:
        """The file as it came."""
        return self.folder / f"as it came{self.ending}"


class Uploads:
    """The uploads of a project, in a folder of its own kept things.

    Args:
        home: that folder.
        limit: how many bytes a file may have.
    """

    def __init__(self, home: Path, limit: int = MOST_BYTES) -> None:
        self.folder = home / "uploads"
        self.limit = limit

    def receive(self, name: str) -> Receiving:
        """Begin to take a file in.

        Raises:
            SourceError: files of that name's ending are not read.
            LimitError: too many are waiting.
        """
        self.clean()
        kind = format_of_name(name)
        if sum(not (folder / APPLIED).exists() for folder in self._folders()) >= _MOST_AT_ONCE:
            raise LimitError("too many files are waiting to be imported", hint="finish or discard one of them first")
        upload_id = secrets.token_hex(8)
        upload = Upload(upload_id, clean_name(name), 0, kind, time.time(), self.folder / upload_id)
        upload.folder.mkdir(parents=True)
        return Receiving(upload, upload.original.open("xb"), self.limit)

    def find(self, upload_id: str) -> Upload:
        """An upload.

        Raises:
            UnknownUploadError: there is none, or no longer.
        """
        folder = self.folder / upload_id
        try:
            if not re.fullmatch(r"[0-9a-f]{16}", upload_id):
                raise FileNotFoundError
            card = json.loads((folder / _CARD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            hint = "files that nobody imports are kept for a day: hand it in again"
            raise UnknownUploadError("there is no such upload, or no longer", hint=hint) from None
        return Upload(**{**card, "folder": folder, "sheets": tuple(card["sheets"])})

    def read_again(self, upload: Upload, encoding: str) -> Upload:
        """The same, read in another encoding.

        Raises:
            SourceError: the file is not in that encoding.
        """
        if upload.format not in _TEXT or encoding == upload.encoding:
            return upload
        _keep_as_utf8(upload, encoding)
        return _note(replace(upload, encoding=encoding))

    def discard(self, upload_id: str) -> None:
        """Remove an upload; one that is not there is removed already."""
        if re.fullmatch(r"[0-9a-f]{16}", upload_id):
            shutil.rmtree(self.folder / upload_id, ignore_errors=True)

    def clean(self) -> None:
        """Remove what nobody came back for."""
        for folder in self._folders():
            if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            yield from (path for path in self.folder.iterdir() if path.is_dir())


class Receiving:
    """A file on its way in, piece by piece; what is not finished must be abandoned."""

    def __init__(self, upload: Upload, file: BinaryIO, limit: int) -> None:
        self._upload = upload
        self._file = file
        self._limit = limit
        self._size = 0

    def write(self, piece: bytes) -> None:
        """Keep a piece of it.

        Raises:
            LimitError: it is larger than files may be.
        """
        self._size += len(piece)
        if self._size > self._limit:
            raise too_large(self._limit)
        self._file.write(piece)

    def finish(self) -> Upload:
        """Look at what came; it is there for `find` from now on.

        Raises:
            SourceError: it is empty, broken, or not what its ending says.
            LimitError: it would unpack to too much.
        """
        self._file.close()
        upload = replace(self._upload, size=self._size)
        if upload.size == 0:
            raise SourceError(f"{upload.name} is empty", hint="it has no bytes at all: was it exported whole?")
        _check_kind(upload)
        if upload.format in _TEXT:
            encoding = detect_encoding(upload.original)
            _keep_as_utf8(upload, encoding)
            return _note(replace(upload, encoding=encoding))
        upload.original.rename(upload.path)
        return _note(replace(upload, sheets=sheet_names(upload.path)) if upload.format == "excel" else upload)

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._file.close()
        shutil.rmtree(self._upload.folder, ignore_errors=True)


def _keep_as_utf8(upload: Upload, encoding: str) -> None:
    upload.path.unlink(missing_ok=True)
    if encoding == "utf-8":
        # the same bytes need no second place
        upload.path.hardlink_to(upload.original)
    else:
        write_utf8(upload.original, encoding, upload.path)


def _note(upload: Upload) -> Upload:
    card = {key: value for key, value in asdict(upload).items() if key != "folder"}
    (upload.folder / _CARD).write_text(json.dumps(card, ensure_ascii=False), encoding="utf-8")
    return upload


def clean_name(name: str) -> str:
    """A file's name without folders and signs that no name should have."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    return "".join(sign for sign in last if sign.isprintable()).strip()[-200:]


def table_name(name: str) -> str:
    """A name for the table: letters, digits and underscores, in lower case."""
    stem = PurePosixPath(name).name.split(".")[0]
    words = re.sub(r"\W+", "_", stem).strip("_").lower()
    # file systems count bytes, of which a Chinese character has three
    words = words.encode()[:80].decode(errors="ignore")
    return words if re.match(r"[^\W\d]", words) else f"table_{words}".rstrip("_")


def format_of_name(name: str) -> str:
    """The format that a file's ending stands for.

    Raises:
        SourceError: such files are not read.
    """
    ending = PurePosixPath(clean_name(name)).suffix.lower()
    if ending in COMPRESSIONS or ending in (".zip", ".7z", ".rar"):
        raise SourceError(f"{clean_name(name)} is packed", hint="unpack it, and hand in the file inside")
    if ending not in FORMATS:
        hint = "readable are " + ", ".join(FORMATS)
        raise SourceError(f"cannot tell the format of {clean_name(name) or 'a file without a name'}", hint=hint)
    return FORMATS[ending]


def too_large(limit: int) -> LimitError:
    """What is said of a file that is larger than `limit`."""
    return LimitError(
        f"the file is larger than {limit / 1e6:,.0f} MB",
        hint="put it into the project's data folder and describe it in sources/, or hand in a part of it",
    )


_TEXT = ("csv", "json")
_STARTS = {
    b"PAR1": ("parquet", "a Parquet file"),
    b"PK\x03\x04": ("excel", "a zip or a workbook"),
    b"\xd0\xcf\x11\xe0": ("excel", "an old workbook"),
    b"%PDF": ("", "a PDF"),
    b"\x1f\x8b": ("", "packed by gzip"),
    b"\x28\xb5\x2f\xfd": ("", "packed by zstd"),
}


def _check_kind(upload: Upload) -> None:
    with upload.original.open("rb") as file:
        start = file.read(8)
    looks = next((kind for sign, kind in _STARTS.items() if start.startswith(sign)), None)
    if looks is not None and looks[0] != upload.format:
        raise SourceError(f"{upload.name} is {looks[1]}, whatever its ending says", hint="give it the ending that fits")
    if looks is None and upload.format not in _TEXT:
        known = "a Parquet file" if upload.format == "parquet" else "a workbook"
        raise SourceError(f"{upload.name} is broken, or not {known}", hint="export it again")
    if start.startswith(b"PK"):
        _check_zip(upload)


def _check_zip(upload: Upload) -> None:
    """Refuse what would fill the memory when it is unpacked."""
    try:
        with zipfile.ZipFile(upload.original) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise SourceError(f"{upload.name} is broken, or no workbook", hint="export it again") from error
    if unpacked > MOST_UNPACKED:
        raise LimitError(f"{upload.name} would unpack to {unpacked / 1e9:,.1f} GB", hint="export it as Parquet or CSV")
