"""Which letters a PDF has: those that its fonts were embedded for."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_LETTER = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def letters_in(pdf: bytes) -> set[str]:
    """Every letter that a glyph of the document stands for; a font without the glyph has none to embed."""
    found: set[str] = set()
    for stream in _STREAM.findall(pdf):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
            for first, last, letter in _RANGE.findall(block):
                count = int(last, 16) - int(first, 16) + 1
                found |= {chr(int(letter, 16) + step) for step in range(count)}
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
            found |= {_decoded(letter) for _, letter in _LETTER.findall(block)}
    return found


def _decoded(letter: bytes) -> str:
    return bytes.fromhex(letter.decode()).decode("utf-16-be")
