"""A file is dropped, corrected, confirmed, loaded and taken back, as a person does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import beichen

from .conftest import OpenPage
from .serving import serve_in_thread
from .test_every_page import barriers

PROJECT = {
    "beichen.yml": "version: 1\nname: 茶馆\ntimezone: Asia/Shanghai\nlocale: zh\npeople: [{id: lin, name: 林晓}]\n",
    "sources/members.yml": "sources: [{name: members, type: file, path: data/members.csv}]\n",
    "models/members.yml": "semantic_models: [{name: members, table: members, entities: [{name: member, expr: id, type: primary}], dimensions: [{name: plan}]}]\n",
    "data/members.csv": "id,plan\n" + "".join(f"m{i},{('gold', 'plain')[i % 2]}\n" for i in range(20)),
}
ORDERS = "会员编号,下单时间,金额,渠道\n" + "".join(
    f'm{i % 20},2026-05-{1 + i % 28:02d} 10:00:00,"{1000 + i:,}",{("app", "web")[i % 2]}\n' for i in range(200)
)
CONFIRM = "[data-card=write] [data-confirm]"


@dataclass
class Shop:
    """A small project, and the address of its board."""

    folder: Path
    url: str

    def files(self) -> set[str]:
        kept = (path for path in self.folder.rglob("*") if path.is_file() and ".beichen" not in path.parts)
        return {path.relative_to(self.folder).as_posix() for path in kept}

    def waiting(self) -> list[Path]:
        return list((self.folder / ".beichen" / "uploads").glob("*"))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    folder = tmp_path / "shop"
    for name, text in PROJECT.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "订单.csv").write_bytes(ORDERS.encode("gbk"))
    with beichen.open(folder) as workspace:
        workspace.load()
        with serve_in_thread(workspace) as url:
            yield Shop(folder, url)


@pytest.fixture
def opened(shop: Shop, open_page: OpenPage) -> Any:
    def at(language: str = "zh", **looks: Any) -> Any:
        return open_page(f"{shop.url}/import?lang={language}", ready="[data-page=import] button", **looks)

    return at


def hand_in(page: Any, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="选择文件").or_(page.get_by_role("button", name="Choose a file")).click()
    chooser.value.set_files(path)


def proposed(page: Any, path: Path) -> None:
    hand_in(page, path)
    expect(page.locator("[data-card=columns]")).to_be_visible()
    expect(page.locator(CONFIRM)).to_be_enabled()


def test_orders_become_part_of_the_project_and_are_taken_back(opened: Any, shop: Shop, tmp_path: Path) -> None:
    before = shop.files()
    with opened() as page:
        proposed(page, tmp_path / "订单.csv")
        expect(page.locator("[data-card=file]")).to_contain_text("200 行")
        expect(page.locator("[data-card=file] select")).to_have_value("gb18030")
        expect(page.get_by_label("会员编号 的用途")).to_have_value("entity")
        # its values are those of the members that the project knows
        expect(page.get_by_label("会员编号 的名称")).to_have_value("member")
        expect(page.locator("[data-column='金额']")).to_contain_text("带千分位或货币符号的数字")
        expect(page.locator("[data-card=preview] tbody tr")).to_have_count(20)
        diff = page.locator("[data-card=write] pre")
        expect(diff).to_contain_text("+++ b/models/订单.yml")
        assert shop.files() == before

        page.get_by_label("表和模型的名称").fill("orders")
        page.get_by_label("渠道 的名称").fill("channel")
        expect(diff).to_contain_text("+++ b/models/orders.yml")
        expect(diff).to_contain_text("name: channel")
        page.locator(CONFIRM).click()

        expect(page.locator("[data-card=done]")).to_contain_text("已加载 200 行、4 列")
        assert shop.files() == before | {"data/orders.csv", "sources/orders.yml", "models/orders.yml"}
        expect(page.get_by_role("link", name="用它创建指标")).to_have_attribute("href", "/build?lang=zh&model=orders")

        page.reload()
        expect(page.locator("[data-card=done]")).to_contain_text("订单.csv 已成为项目的一部分")
        page.get_by_role("button", name="撤销导入").click()
        expect(page.locator("[data-card=columns]")).to_be_visible()
        assert shop.files() == before


def test_corrections_outlive_an_import_that_is_taken_back(opened: Any, tmp_path: Path) -> None:
    with opened() as page:
        proposed(page, tmp_path / "订单.csv")
        page.get_by_label("表和模型的名称").fill("orders")
        expect(page.locator("[data-card=write] pre")).to_contain_text("models/orders.yml")
        page.locator(CONFIRM).click()
        page.get_by_role("button", name="撤销导入").click()
        expect(page.get_by_label("表和模型的名称")).to_have_value("orders")


def test_what_cannot_be_is_told_at_its_column_and_not_confirmed(opened: Any, tmp_path: Path) -> None:
    with opened("en") as page:
        proposed(page, tmp_path / "订单.csv")
        use = page.get_by_label("Use of 下单时间")
        use.select_option("ignore")
        expect(page.locator("[data-card=write]")).to_contain_text("say which column tells when a row happened")
        expect(page.locator(CONFIRM)).to_be_disabled()
        use.select_option("time")
        expect(page.locator(CONFIRM)).to_be_enabled()

        page.get_by_label("Type of 渠道").select_option("number")
        row = page.locator("[data-column='渠道']")
        expect(row.get_by_role("alert")).to_have_text("no value reads as this type")
        expect(page.get_by_label("Type of 渠道")).to_have_attribute("aria-invalid", "true")


def test_sheet_is_chosen_and_stays_in_the_address(opened: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["note"])
    book.active.append(["see the other sheet"])
    visits = book.create_sheet("到店")
    visits.append(["member_id", "visited_on", "minutes"])
    for i in range(60):
        visits.append([f"m{i % 9}", f"2026-05-{1 + i % 28:02d}", i % 7])
    book.save(tmp_path / "visits.xlsx")
    with opened("en") as page:
        hand_in(page, tmp_path / "visits.xlsx")
        expect(page.locator("[data-column=note]")).to_be_visible()
        page.get_by_label("Sheet").select_option("到店")
        expect(page.get_by_label("Use of visited_on")).to_have_value("time")
        page.reload()
        expect(page.get_by_label("Use of visited_on")).to_have_value("time")
        expect(page.locator("[data-card=write] pre")).to_contain_text("sheet: 到店")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", b"\x89PNG", "cannot tell the format of photo.png"),
        ("empty.csv", b"", "empty.csv is empty"),
        ("orders.csv", b"PK\x03\x04", "orders.csv is a zip or a workbook, whatever its ending says"),
    ],
)
def test_file_that_cannot_be_taken_is_refused_in_its_place(  # noqa: PLR0917  (what is varied)
    opened: Any, shop: Shop, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with opened("en", allowed=("409",)) as page:
        hand_in(page, tmp_path / name)
        expect(page.get_by_role("alert")).to_contain_text(said)
        expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
        assert shop.waiting() == []


def test_file_may_be_dropped(opened: Any) -> None:
    with opened("en") as page:
        transfer = page.evaluate_handle(
            "text => { const held = new DataTransfer(); held.items.add(new File([text], 'dropped.csv')); return held }",
            ORDERS,
        )
        page.dispatch_event("[data-over]", "drop", {"dataTransfer": transfer})
        expect(page.locator("[data-card=file]")).to_contain_text("dropped.csv")


def test_discarded_file_is_gone(opened: Any, shop: Shop, tmp_path: Path) -> None:
    with opened("en") as page:
        proposed(page, tmp_path / "订单.csv")
        assert len(shop.waiting()) == 1
        with page.expect_response(lambda response: response.request.method == "DELETE"):
            page.get_by_role("button", name="Discard").click()
        expect(page.get_by_role("button", name="Choose a file")).to_be_visible()
        assert shop.waiting() == []


def test_file_that_is_gone_leads_back_to_the_beginning(shop: Shop, open_page: OpenPage) -> None:
    address = f"{shop.url}/import/0123456789abcdef?lang=en"
    with open_page(address, ready="[role=alert]", allowed=("404",)) as page:
        expect(page.get_by_role("alert")).to_contain_text("there is no such upload, or no longer")
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("button", name="Choose a file")).to_be_visible()


def test_person_of_the_settings_is_the_author(opened: Any, shop: Shop, tmp_path: Path) -> None:
    with opened("en") as page:
        page.evaluate("localStorage.setItem('beichen.settings', '{\"person\": \"lin\"}')")
        page.reload()
        proposed(page, tmp_path / "订单.csv")
        with page.expect_request("**/apply?*") as asked:
            page.locator(CONFIRM).click()
        assert "author=lin" in asked.value.url
        expect(page.locator("[data-card=done]")).to_contain_text("200 rows")


def test_keyboard_alone_leads_from_file_to_done(opened: Any, tmp_path: Path) -> None:
    with opened("en") as page:
        expect(page.get_by_text("up to 200 MB")).to_be_visible()
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose a file").press("Enter")
        chooser.value.set_files(tmp_path / "订单.csv")
        expect(page.locator(CONFIRM)).to_be_enabled()
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.locator(CONFIRM).evaluate("button => button === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.locator("[data-card=done]")).to_contain_text("200 rows")


@pytest.mark.parametrize(
    ("size", "theme"), [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_stage_has_a_barrier(opened: Any, tmp_path: Path, language: str, size: str, theme: str) -> None:
    with opened(language, size=size, theme=theme) as page:
        assert barriers(page) == []
        proposed(page, tmp_path / "订单.csv")
        assert barriers(page) == []
        page.locator("[data-column='渠道'] select").first.select_option("number")
        expect(page.locator("[data-column='渠道'] [role=alert]")).to_be_visible()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("[data-column='渠道'] select").first.select_option("text")
        expect(page.locator(CONFIRM)).to_be_enabled()
        page.locator(CONFIRM).click()
        expect(page.locator("[data-card=done] [role=status]")).to_be_visible()
        assert barriers(page) == []
