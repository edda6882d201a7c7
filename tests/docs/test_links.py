"""Links between the repository's pages lead somewhere, and nothing names a machine of ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _pages() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".md"]


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).strip().replace(" ", "-") for heading in headings}


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = []
    for page in _pages():
        for first, second in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
            target, _, anchor = (first or second).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            aim = (page.parent / target).resolve() if target else page
            if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in _anchors(aim)):
                broken.append(f"{page.relative_to(ROOT)}: {first or second}")

    assert broken == []


# Written in pieces, so that this file does not name what it looks for.
FORBIDDEN = re.compile(
    "|".join(
        [r"/wor" + r"k/", r"/ro" + r"ot/", r"/ho" + r"me/\w", r"files\.pytho" + r"nhosted", r"registry\.np" + r"mjs"]
    )
)


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = []
    for path in _tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FORBIDDEN.finditer(text)]

    assert named == []
