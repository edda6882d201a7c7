"""Text files in other encodings than UTF-8: told by their bytes, and rewritten."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from pathlib import Path

from beichen.errors import SourceError

ENCODINGS = ("utf-8", "gb18030", "big5", "windows-1252", "utf-16")
"""Those that are told apart or can be named; gb18030 holds GBK and GB2312."""

_CHUNK = 1 << 20
_LOOKED_AT = 4 * _CHUNK
# Half of the pairs of bytes lie where the characters of everyday Chinese do: chance gives a tenth.
_LEAST_COMMON = 0.5


def detect_encoding(path: Path) -> str:
    """One of `ENCODINGS`: UTF-8 wherever the file is that, else the one that its bytes speak for.

    Raises:
        SourceError: the file is no text.
    """
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in start:
        raise SourceError("the file is no text", hint="is it what its ending says?")
    if _is_text(path, "utf-8-sig"):
        return "utf-8"
    if _share_of_common_chinese(start) >= _LEAST_COMMON and _is_text(path, "gb18030"):
        return "gb18030"
    if _is_text(path, "windows-1252"):
        return "windows-1252"
    raise SourceError("the file's encoding is not known", hint="save it in UTF-8")


def write_utf8(path: Path, encoding: str, target: Path) -> None:
    """Write a text file again, in UTF-8 without a mark at its start.

    Raises:
        SourceError: the file is not in that encoding.
    """
    try:
        with target.open("w", encoding="utf-8", newline="") as written:
            for piece in _pieces(path, "utf-8-sig" if encoding == "utf-8" else encoding):
                written.write(piece)
    except UnicodeError as error:
        raise SourceError(f"the file is not in {encoding}", hint="choose another encoding") from error
    os.utime(target)


def _is_text(path: Path, encoding: str) -> bool:
    try:
        for _ in _pieces(path, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _pieces(path: Path, encoding: str) -> Iterator[str]:
    """The file's text, piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _share_of_common_chinese(text: bytes) -> float:
    """Of the pairs of bytes above ASCII, the share in the area of GB2312's everyday characters."""
    pairs = common = position = 0
    while position < len(text) - 1:
        if text[position] < 0x80:
            position += 1
            continue
        pairs += 1
        common += 0xB0 <= text[position] <= 0xF7 and text[position + 1] >= 0xA1
        position += 2
    return common / pairs if pairs else 0.0
