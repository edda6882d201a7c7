"""Encodings are told by the bytes, and files rewritten in UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest

from beichen.errors import SourceError
from beichen.sources.encoding import detect_encoding, write_utf8

CHINESE = "用户编号,城市,下单时间,金额\n" + "".join(
    f"u{i},{'北京' if i % 2 else '上海'},2026-05-0{1 + i % 9} 10:00:00,{i}.5\n" for i in range(50)
)
WESTERN = "client,ville,café\n" + "".join(f"c{i},Orléans,Gruyère à {i} €\n" for i in range(50))


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8"),
        (CHINESE, "gbk", "gb18030"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "windows-1252", "windows-1252"),
        ("a,b\n1,2\n", "ascii", "utf-8"),
    ],
)
def test_encoding_is_told_and_text_kept(tmp_path: Path, text: str, encoding: str, found: str) -> None:
    path, target = tmp_path / "as it came.csv", tmp_path / "kept.csv"
    path.write_bytes(text.encode(encoding))

    assert detect_encoding(path) == found
    write_utf8(path, found, target)
    assert target.read_bytes() == text.encode("utf-8")


def test_character_on_the_border_of_two_pieces_is_whole(tmp_path: Path) -> None:
    text = "a" + "数" * 700_000  # two bytes each, from an odd place on: one lies across the first mebibyte
    (tmp_path / "long.csv").write_bytes(text.encode("gbk"))

    write_utf8(tmp_path / "long.csv", detect_encoding(tmp_path / "long.csv"), tmp_path / "kept.csv")

    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03", b"ab,\x00\n"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.csv").write_bytes(content)

    with pytest.raises(SourceError, match="no text"):
        detect_encoding(tmp_path / "odd.csv")


def test_encoding_that_is_named_and_wrong_is_refused(tmp_path: Path) -> None:
    (tmp_path / "west.csv").write_bytes(WESTERN.encode("windows-1252"))

    with pytest.raises(SourceError, match="not in utf-8"):
        write_utf8(tmp_path / "west.csv", "utf-8", tmp_path / "kept.csv")
