"""What a user installs: the wheel holds all that the product needs, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built as a release is."""
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    source = ROOT / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in source.joinpath("beichen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert ours - set(wheel.namelist()) == set()


def test_wheel_holds_the_built_board_with_its_scripts_and_fonts(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()

    assert "beichen/faces/web/index.html" in names
    assert any(name.startswith("beichen/faces/web/assets/") and name.endswith(".js") for name in names)
    assert any(name.endswith(".woff2") for name in names)


def test_wheel_holds_its_licence_and_nothing_beside_the_package(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()

    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"beichen", "beichen-0.1.0.dist-info"}
    assert not [name for name in names if "node_modules" in name or name.endswith((".map", ".pyc"))]


def test_every_direct_dependency_is_locked() -> None:
    for lock, groups in (("plain", ["build"]), ("dev", ["build", "dev"])):
        text = (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
        locked = {line.split("==")[0] for line in text.splitlines() if "==" in line}
        wanted = [*PYPROJECT["project"]["dependencies"]]
        for group in groups:
            wanted += [entry for entry in PYPROJECT["dependency-groups"][group] if isinstance(entry, str)]
        missing = {_name(requirement) for requirement in wanted} - locked

        assert missing == set(), f"run: make lock ({lock})"


def test_every_locked_package_carries_a_hash() -> None:
    for lock in ROOT.joinpath("locks").glob("*.txt"):
        entries = lock.read_text(encoding="utf-8").replace("\\\n", "").splitlines()

        assert entries
        assert all("--hash=sha256:" in entry for entry in entries if entry.strip())


def _name(requirement: str) -> str:
    """The project's name, as a lock writes it."""
    end = next((place for place, letter in enumerate(requirement) if letter in "[<>=!~ ;"), len(requirement))
    return requirement[:end].lower().replace("_", "-").replace(".", "-")
