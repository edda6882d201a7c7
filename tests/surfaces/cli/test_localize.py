"""`beichen localize`: any table at hand, in its documented JSON and as text in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beichen.faces.cli.main import main

EXPECTED = {("NO", "phone"): 120, ("NO", "web"): 95, ("SE", "phone"): 210, ("SE", "web"): 160,
            ("DK", "phone"): 140, ("DK", "web"): 130, ("FI", "phone"): 90, ("FI", "web"): 75}  # fmt: skip
ACTUAL = EXPECTED | {("NO", "phone"): 41, ("SE", "web"): 149, ("DK", "phone"): 151, ("FI", "phone"): 84}


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Orders, and those of them that were paid; payments on phones in Norway failed."""
    rows = ["country,device,real,predict,paid,paid_before"]
    for (country, device), before in EXPECTED.items():
        failed = 60 if (country, device) == ("NO", "phone") else 3
        rows.append(f"{country},{device},{ACTUAL[country, device]},{before},{before * 9 - failed},{before * 9 - 3}")
    (tmp_path / "orders.csv").write_text("\n".join(rows) + "\n")
    return tmp_path / "orders.csv"


def test_json_is_the_documented_one(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["localize", str(orders), "--dimensions", "country,device", "--json"]) == 0

    document = json.loads(capsys.readouterr().out)
    (segment,) = document["segments"]
    assert segment.pop("confidence") > 0.99
    assert segment.pop("excess") == pytest.approx(-79 + 85 * 120 / 1020)
    assert document == {
        "segments": [
            {
                "where": {"country": "NO", "device": "phone"},
                "contribution": -79,
                "within": None,
                "mix": None,
                "actual": 41,
                "expected": 120,
                "leaves": 1,
            }
        ],
        "deviation": -85,
        "residual": -6,
        "reason": None,
    }


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "country = NO, device = phone"), ("zh", "其余部分：−6")], ids=["en", "zh"]
)
def test_text_tells_segments_and_the_rest(
    orders: Path, capsys: pytest.CaptureFixture[str], lang: str, told: str
) -> None:
    assert main(["localize", str(orders), "--dimensions", "country, device", "--lang", lang]) == 0

    assert told in capsys.readouterr().out


def test_ratio_is_looked_at_by_its_parts(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = orders.read_text().splitlines()
    head, *body = [row.split(",") for row in rows]
    sized = [[*row, str(EXPECTED[row[0], row[1]] * 9), str(EXPECTED[row[0], row[1]] * 9)] for row in body]
    orders.write_text("\n".join(",".join(row) for row in [[*head, "tries", "tries_before"], *sized]))

    asked = ["--numerator", "paid,paid_before", "--denominator", "tries,tries_before", "--json"]
    assert main(["localize", str(orders), "--dimensions", "country,device", *asked]) == 0

    document = json.loads(capsys.readouterr().out)
    (segment,) = document["segments"]
    assert segment["where"] == {"country": "NO", "device": "phone"}
    assert segment["contribution"] == pytest.approx(-57 / 9180)  # 60 failed of 1080 tries, where 3 had before
    assert (segment["within"], segment["mix"]) == (pytest.approx(-57 / 9180), 0)
    assert segment["actual"] == pytest.approx(1020 / 1080)


def test_no_segment_has_its_reason(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["localize", str(orders), "--dimensions", "country", "--actual", "predict"]
    assert main([*asked, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == {"segments": [], "deviation": 0, "residual": 0, "reason": "nothing_stands_out"}

    assert main([*asked, "--lang", "zh"]) == 0
    assert "没有可定位的细分：没有细分明显偏离正常波动。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--dimensions", "city"], "the table has no column 'city'"),
        (["--dimensions", "country", "--actual", "device"], "column 'device' holds no numbers"),
        (["--dimensions", "country", "--numerator", "real"], "--numerator takes two columns, not 'real'"),
        (["--dimensions", "country", "--numerator", "real,predict"], "a ratio needs numerator and denominator"),
        (["--dimensions", " , "], "there is no dimension to look along"),
    ],
)
def test_what_cannot_be_answered_is_told(
    orders: Path, capsys: pytest.CaptureFixture[str], asked: list[str], message: str
) -> None:
    assert main(["localize", str(orders), *asked]) == 2
    assert message in capsys.readouterr().err


def test_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["localize", str(tmp_path / "none.csv"), "--dimensions", "a"]) == 2
    assert "no file matches" in capsys.readouterr().err


def test_nothing_is_fetched_from_the_network(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["localize", "https://example.com/orders.csv", "--dimensions", "a"]) == 2
    assert "is not a file on this machine" in capsys.readouterr().err
