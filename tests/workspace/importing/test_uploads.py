"""Files handed in: named harmlessly, refused where they are too much or not what they say, gone after a day."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import pytest

from beichen.errors import LimitError, SourceError
from beichen.workspace.importing.uploads import (
    KEPT_SECONDS,
    UnknownUploadError,
    Upload,
    Uploads,
    clean_name,
    table_name,
)


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / ".beichen", limit=1000)


def hand_in(uploads: Uploads, name: str, content: bytes) -> Upload:
    receiving = uploads.receive(name)
    try:
        receiving.write(content)
        return receiving.finish()
    except Exception:
        receiving.abandon()
        raise


def left(uploads: Uploads) -> list[str]:
    return sorted(path.name for path in uploads.folder.iterdir()) if uploads.folder.exists() else []


def test_file_is_there_until_it_is_discarded(uploads: Uploads) -> None:
    upload = hand_in(uploads, "Orders 2026.csv", b"a,b\n1,2\n")

    assert uploads.find(upload.id) == upload
    assert (upload.name, upload.size, upload.format, upload.encoding) == ("Orders 2026.csv", 8, "csv", "utf-8")
    assert upload.path.name == "orders_2026.csv"
    assert upload.path.read_bytes() == b"a,b\n1,2\n"
    uploads.discard(upload.id)
    assert left(uploads) == []
    with pytest.raises(UnknownUploadError, match="no such upload"):
        uploads.find(upload.id)


@pytest.mark.parametrize(
    ("name", "clean", "table"),
    [
        ("../../etc/passwd.csv", "passwd.csv", "passwd"),
        ("C:\\Users\\lin\\订单 明细.xlsx", "订单 明细.xlsx", "订单_明细"),
        ("2026.csv", "2026.csv", "table_2026"),
        ("a\x00b\n.csv", "ab.csv", "ab"),
        ("Report (final) v2.csv", "Report (final) v2.csv", "report_final_v2"),
        ("—.csv", "—.csv", "table"),
    ],
)
def test_names_lead_nowhere(name: str, clean: str, table: str) -> None:
    assert (clean_name(name), table_name(clean)) == (clean, table)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty.csv is empty"),
        ("orders.csv.gz", b"\x1f\x8b", "is packed"),
        ("orders.zip", b"PK", "is packed"),
        ("photo.png", b"\x89PNG", "cannot tell the format"),
        ("noending", b"a", "cannot tell the format"),
        ("orders.csv", b"PK\x03\x04rest", "is a zip or a workbook, whatever its ending says"),
        ("orders.csv", b"PAR1rest", "is a Parquet file, whatever its ending says"),
        ("orders.csv", b"%PDF-1.4", "is a PDF"),
        ("orders.csv", b"a,b\n\x00\x01", "no text"),
        ("orders.parquet", b"a,b\n", "is broken, or not a Parquet file"),
        ("orders.xlsx", b"a,b\n", "is broken, or not a workbook"),
        ("orders.xlsx", b"PK\x03\x04 not really", "is broken, or no workbook"),
    ],
)
def test_what_is_not_read_is_refused_and_leaves_nothing(uploads: Uploads, name: str, content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        hand_in(uploads, name, content)

    assert left(uploads) == []


def test_file_beyond_the_limit_is_refused_while_it_comes(uploads: Uploads) -> None:
    receiving = uploads.receive("big.csv")
    receiving.write(b"x" * 900)
    with pytest.raises(LimitError, match="larger than"):
        receiving.write(b"x" * 101)
    receiving.abandon()

    assert left(uploads) == []


def test_workbook_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / ".beichen")
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/sheet.xml", "w") as sheet:
        for _ in range(1100):
            sheet.write(b"0" * 1_000_000)
    assert path.stat().st_size < 2_000_000

    with pytest.raises(LimitError, match=r"would unpack to 1\.1 GB"):
        hand_in(uploads, "bomb.xlsx", path.read_bytes())

    assert left(uploads) == []


def test_what_nobody_comes_back_for_goes(uploads: Uploads) -> None:
    old, new = hand_in(uploads, "old.csv", b"a\n1\n"), hand_in(uploads, "new.csv", b"a\n1\n")
    past = time.time() - KEPT_SECONDS - 60
    os.utime(old.folder, (past, past))

    uploads.receive("third.csv").abandon()

    assert left(uploads) == [new.id]


def test_only_so_many_wait_at_once(uploads: Uploads) -> None:
    for number in range(20):
        hand_in(uploads, f"f{number}.csv", b"a\n1\n")

    with pytest.raises(LimitError, match="too many"):
        uploads.receive("one_more.csv")


@pytest.mark.parametrize("upload_id", ["", "..", "../../x", "0" * 15, "zz" * 8])
def test_strange_ids_are_unknown(uploads: Uploads, upload_id: str) -> None:
    with pytest.raises(UnknownUploadError):
        uploads.find(upload_id)
    uploads.discard(upload_id)


def test_other_encoding_can_be_named(uploads: Uploads) -> None:
    upload = hand_in(uploads, "名单.csv", "姓名\n張三\n".encode("big5"))

    again = uploads.read_again(upload, "big5")

    assert again.path.read_text(encoding="utf-8") == "姓名\n張三\n"
    assert uploads.find(upload.id).encoding == "big5"
