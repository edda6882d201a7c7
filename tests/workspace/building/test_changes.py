"""Changes of the project's files: as a whole or not at all, never over somebody else's, and back again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from beichen.domain.text import Text
from beichen.errors import BeichenError, ProjectError
from beichen.workspace.building.changes import ConflictError, Proposal, UnknownChangeError
from beichen.workspace.building.writing import JOURNAL, finish_writes
from beichen.workspace.open import Workspace, open_workspace

FILES = {
    "beichen.yml": "name: Lab\n",
    "sources/m.yml": "sources: [{name: m, type: file, path: m.csv}]\n",
    "models/m.yml": "semantic_models: [{name: m, table: m, time: {column: day}}]\n",
    "metrics/a.yml": "metrics:   # kept\n  - {name: a, type: simple, model: m, agg: count}\n",
}
TITLE = Text("Change a", "修改 a")
MORE = b"metrics:\n  - {name: b, type: simple, model: m, agg: count}\n"
BROKEN = b"metrics:\n  - {name: b, type: simple, model: nowhere, agg: count}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file, text in FILES.items():
        (tmp_path / "lab" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lab" / file).write_text(text)
    return tmp_path / "lab"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with open_workspace(folder) as opened:
        yield opened


def renamed(folder: Path, name: bytes = b"c") -> bytes:
    return (folder / "metrics/a.yml").read_bytes().replace(b"name: a", b"name: " + name)


def test_change_is_written_and_the_project_says_it_at_once(workspace: Workspace, folder: Path) -> None:
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder), "metrics/new/b.yml": MORE})
    assert list(workspace.project.metrics) == ["a"]
    kept = workspace.changes.apply(proposal, if_match=proposal.tag, author="lin")
    assert list(workspace.project.metrics) == ["c", "b"]
    assert (folder / "metrics/new/b.yml").read_bytes() == MORE
    assert (kept.title, kept.author, [file.file for file in kept.files]) == (
        TITLE,
        "lin",
        ["metrics/a.yml", "metrics/new/b.yml"],
    )
    assert not (folder / ".beichen" / JOURNAL).exists()
    assert sorted(p.name for p in (folder / "metrics").iterdir()) == ["a.yml", "new"]


def test_preview_tells_difference_and_fresh_findings_and_writes_nothing(workspace: Workspace, folder: Path) -> None:
    same = (folder / "metrics/a.yml").read_bytes() + b"  - {name: d, type: simple, model: m, agg: count, owner: x}\n"
    preview = workspace.changes.preview(workspace.changes.propose(TITLE, {"metrics/a.yml": same}))
    assert [error.message for error in preview.refusals] == ["person 'x' is not in beichen.yml"]
    preview = workspace.changes.preview(
        workspace.changes.propose(TITLE, {"metrics/a.yml": same.replace(b", owner: x", b"")})
    )
    assert preview.project is not None and list(preview.project.metrics) == ["a", "d"]
    assert "metric-without-owner" in {f.code for f in preview.findings}
    assert {f.message.en for f in preview.fresh if f.code == "metric-without-owner"} == {"d has no owner"}
    assert preview.proposal.diff == (
        "--- a/metrics/a.yml\n+++ b/metrics/a.yml\n@@ -1,2 +1,3 @@\n metrics:   # kept\n"
        "   - {name: a, type: simple, model: m, agg: count}\n+  - {name: d, type: simple, model: m, agg: count}\n"
    )
    assert (folder / "metrics/a.yml").read_text() == FILES["metrics/a.yml"]
    assert not (folder / ".beichen").exists()


def test_second_who_saves_is_told_what_the_first_did_and_nothing_is_overwritten(
    workspace: Workspace, folder: Path
) -> None:
    seen = workspace.changes.look(["metrics/a.yml"])
    first = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder)})
    workspace.changes.apply(first, if_match=seen, author="lin")
    second = workspace.changes.propose(TITLE, {"metrics/a.yml": MORE})
    with pytest.raises(ConflictError) as caught:
        workspace.changes.apply(second, if_match=seen)
    assert (folder / "metrics/a.yml").read_text() == FILES["metrics/a.yml"].replace("name: a", "name: c")
    [meanwhile] = caught.value.meanwhile
    assert (meanwhile.file, meanwhile.author) == ("metrics/a.yml", "lin")
    assert meanwhile.diff is not None and "+  - {name: c, type: simple, model: m, agg: count}" in meanwhile.diff
    # on top of what is there now it may be saved
    workspace.changes.apply(second, if_match=second.tag)
    assert (folder / "metrics/a.yml").read_bytes() == MORE


def test_file_that_appeared_meanwhile_is_not_overwritten(workspace: Workspace, folder: Path) -> None:
    proposal = workspace.changes.propose(TITLE, {"metrics/b.yml": MORE})
    (folder / "metrics/b.yml").write_text("# mine\n")
    with pytest.raises(ConflictError, match=r"metrics/b\.yml"):
        workspace.changes.apply(proposal, if_match=proposal.tag)
    assert (folder / "metrics/b.yml").read_text() == "# mine\n"
    assert workspace.changes.history() == []


def test_change_that_the_project_would_not_survive_is_refused_as_a_whole(workspace: Workspace, folder: Path) -> None:
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder), "metrics/b.yml": BROKEN})
    with pytest.raises(ProjectError, match="model 'nowhere' is not defined"):
        workspace.changes.apply(proposal, if_match=proposal.tag)
    assert (folder / "metrics/a.yml").read_text() == FILES["metrics/a.yml"]
    assert not (folder / "metrics/b.yml").exists()


def test_change_of_nothing_is_told(workspace: Workspace) -> None:
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": FILES["metrics/a.yml"].encode()})
    with pytest.raises(BeichenError, match="nothing would change"):
        workspace.changes.apply(proposal, if_match=proposal.tag)


def test_undo_puts_every_byte_back(workspace: Workspace, folder: Path) -> None:
    windows = FILES["metrics/a.yml"].replace("\n", "\r\n").encode()
    (folder / "metrics/a.yml").write_bytes(windows)
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder), "metrics/b.yml": MORE})
    kept = workspace.changes.apply(proposal, if_match=proposal.tag)
    undone = workspace.changes.undo(kept.id)
    assert (folder / "metrics/a.yml").read_bytes() == windows
    assert not (folder / "metrics/b.yml").exists()
    assert undone.undone_at is not None
    assert list(workspace.project.metrics) == ["a"]
    with pytest.raises(BeichenError, match="undone already"):
        workspace.changes.undo(kept.id)
    with pytest.raises(UnknownChangeError):
        workspace.changes.undo(kept.id + 1)


def test_removed_file_comes_back(workspace: Workspace, folder: Path) -> None:
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": None})
    kept = workspace.changes.apply(proposal, if_match=proposal.tag)
    assert not (folder / "metrics/a.yml").exists()
    workspace.changes.undo(kept.id)
    assert (folder / "metrics/a.yml").read_text() == FILES["metrics/a.yml"]


def test_undo_of_what_was_changed_since_is_refused_and_says_what(workspace: Workspace, folder: Path) -> None:
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder)})
    kept = workspace.changes.apply(proposal, if_match=proposal.tag)
    (folder / "metrics/a.yml").write_bytes(renamed(folder).replace(b"name: c", b"name: d"))
    with pytest.raises(ConflictError) as caught:
        workspace.changes.undo(kept.id)
    assert "-  - {name: c" in (caught.value.meanwhile[0].diff or "")
    assert b"name: d" in (folder / "metrics/a.yml").read_bytes()
    assert workspace.changes.history()[0].undone_at is None


def test_data_that_are_no_text_are_added_and_taken_out_again(workspace: Workspace, folder: Path) -> None:
    data = bytes(range(256)) * 10
    proposal = workspace.changes.propose(TITLE, {"data/m.parquet": data})
    assert proposal.diff == "--- /dev/null\n+++ b/data/m.parquet\n# none → 2,560 bytes\n"
    kept = workspace.changes.apply(proposal, if_match=proposal.tag)
    assert (folder / "data/m.parquet").read_bytes() == data
    workspace.changes.undo(kept.id)
    assert not (folder / "data/m.parquet").exists()


@pytest.mark.parametrize(
    "name",
    ["../out.yml", "/etc/passwd", "metrics/../../out.yml", ".beichen/state.sqlite", ".git/config", "metrics/.x.yml", "",
     ".", "a//b.yml", "metrics\\..\\x.yml", "c:/x.yml", "metrics/a.yml\0", "link/out.yml", "metrics/linked.yml"],
)  # fmt: skip
def test_nothing_is_written_out_of_the_project_or_into_what_is_hidden(
    workspace: Workspace, folder: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "out.yml").write_text("theirs")
    (folder / "link").symlink_to(outside)
    (folder / "metrics/linked.yml").symlink_to(outside / "out.yml")
    with pytest.raises(ProjectError):
        workspace.changes.propose(TITLE, {name: b"x"})
    (folder / "metrics/linked.yml").unlink()
    assert (outside / "out.yml").read_text() == "theirs"


def test_link_within_the_project_is_written_through(workspace: Workspace, folder: Path) -> None:
    (folder / "shared").mkdir()
    (folder / "metrics/a.yml").rename(folder / "shared/a.yml")
    (folder / "metrics/a.yml").symlink_to("../shared/a.yml")
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder)})
    workspace.changes.apply(proposal, if_match=proposal.tag)
    assert (folder / "metrics/a.yml").is_symlink()
    assert b"name: c" in (folder / "shared/a.yml").read_bytes()


def test_permissions_of_a_file_stay(workspace: Workspace, folder: Path) -> None:
    (folder / "metrics/a.yml").chmod(0o640)
    proposal = workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder)})
    workspace.changes.apply(proposal, if_match=proposal.tag)
    assert (folder / "metrics/a.yml").stat().st_mode & 0o777 == 0o640


def test_place_that_cannot_be_written_leaves_all_as_it_was(workspace: Workspace, folder: Path) -> None:
    (folder / "blocked").write_text("a file where a folder should be")
    proposal = Proposal(
        TITLE,
        (
            *workspace.changes.propose(TITLE, {"metrics/a.yml": renamed(folder)}).writes,
            *workspace.changes.propose(TITLE, {"data/x.csv": b"a\n"}).writes,
        ),
    )
    (folder / "data").write_text("a file where a folder should be")
    with pytest.raises(ProjectError, match="cannot"):
        workspace.changes.apply(proposal, if_match=proposal.tag)
    assert (folder / "metrics/a.yml").read_text() == FILES["metrics/a.yml"]
    assert workspace.changes.history() == []


def test_history_comes_by_the_page(workspace: Workspace, folder: Path) -> None:
    numbers = []
    for name in (b"c", b"d", b"e"):
        proposal = workspace.changes.propose(Text.same(name.decode()), {"metrics/a.yml": renamed_to(folder, name)})
        numbers.append(workspace.changes.apply(proposal, if_match=proposal.tag).id)
    assert [kept.title.en for kept in workspace.changes.history(2)] == ["e", "d"]
    assert [kept.title.en for kept in workspace.changes.history(2, before=numbers[1])] == ["c"]


def renamed_to(folder: Path, name: bytes) -> bytes:
    return FILES["metrics/a.yml"].encode().replace(b"name: a", b"name: " + name)


_WRITER = """
import os, signal, sys
from pathlib import Path
from beichen.domain.text import Text
from beichen.workspace.open import open_workspace

folder, at = Path(sys.argv[1]), int(sys.argv[2])
calls = 0
def dying(call):
    def made(*given, **named):
        global calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return made
workspace = open_workspace(folder)
content = (folder / "metrics/a.yml").read_bytes().replace(b"name: a", b"name: c")
more = b"metrics: [{name: b, type: simple, model: m, agg: count}]\\n"
files = {"metrics/a.yml": content, "metrics/b.yml": more, "metrics/old.yml": None}
proposal = workspace.changes.propose(Text.same("change"), files)
workspace.state
os.fsync, os.replace, os.rename, os.unlink = dying(os.fsync), dying(os.replace), dying(os.rename), dying(os.unlink)
workspace.changes.apply(proposal, if_match=proposal.tag)
print(calls)
"""


def test_killed_at_any_moment_all_files_are_old_or_all_are_new(folder: Path) -> None:
    (folder / "metrics/old.yml").write_text("metrics: [{name: old, type: simple, model: m, agg: count}]\n")
    before = files_of(folder)
    seen = set()
    for at in range(1, 40):
        write_files_of(folder, before)
        ran = subprocess.run(
            [sys.executable, "-c", _WRITER, str(folder), str(at)], check=False, capture_output=True, text=True
        )
        with open_workspace(folder) as workspace:
            names = sorted(workspace.project.metrics)
            assert names in (["a", "old"], ["b", "c"])
            # what the next change finishes is written down, too
            proposal = workspace.changes.propose(TITLE, {"notes.txt": str(at).encode()})
            workspace.changes.apply(proposal, if_match=proposal.tag)
            kept = [change.title.en for change in workspace.changes.history(2)]
            assert (kept == ["Change a", "change"]) == (names == ["b", "c"])
        seen.add(tuple(names))
        if ran.returncode == 0:
            break
        assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert seen == {("a", "old"), ("b", "c")}
    assert at > 8


def files_of(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*.yml") if p.is_file()}


def write_files_of(folder: Path, files: dict[str, str]) -> None:
    for path in list(folder.rglob("*.yml")):
        path.unlink()
    for file, text in files.items():
        (folder / file).write_text(text)


def test_what_a_living_process_is_writing_is_left_to_it(folder: Path) -> None:
    home = folder / ".beichen"
    home.mkdir()
    (folder / "metrics/.a.yml.new").write_bytes(MORE)
    journal = {"moves": ["metrics/a.yml"], "removals": [], "record": {"undone": 1}, "pid": os.getppid()}
    (home / JOURNAL).write_text(json.dumps(journal))
    assert finish_writes(folder, home, alone=False) is None
    assert (folder / "metrics/a.yml").read_text() == FILES["metrics/a.yml"]
