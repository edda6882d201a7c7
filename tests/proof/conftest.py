"""Real rows, each set prepared once."""

from __future__ import annotations

from pathlib import Path

import pytest

from .changing import ROOT, Base, data_folder, write_rows

PROJECTS = Path(__file__).parent / "projects"


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Lines of a shop's orders, by country, price and size of the pack."""
    lines = data_folder("online_retail") / "online_retail.parquet"
    sql = f"""
        select InvoiceNo, StockCode, Quantity, UnitPrice, InvoiceDate, Country from read_parquet('{lines}')
        where InvoiceNo not like 'C%' and UnitPrice > 0
    """
    return Base(PROJECTS / "shop", "BEICHEN_CHANGED", "rows.parquet", write_rows(sql, _file(tmp_path_factory)))


@pytest.fixture(scope="session")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Learners of 2014 and 2015 on the days on which they opened a module."""
    folder = data_folder("oulad")
    sql = f"""
        select distinct id_student, code_module, region, gender,
               (if(code_presentation = '2014B', date '2014-02-01', date '2014-10-01') + date)::date as day
        from read_parquet('{folder}/studentVle.parquet')
        join (
            select id_student, max(region) as region, max(gender) as gender
            from read_parquet('{folder}/studentInfo.parquet') group by id_student
        ) using (id_student)
        where code_presentation in ('2014B', '2014J')
    """
    return Base(PROJECTS / "courses", "BEICHEN_CHANGED", "rows.parquet", write_rows(sql, _file(tmp_path_factory)))


@pytest.fixture(scope="session")
def bikes() -> Base:
    """Rentals by the hour, of casual riders and of members."""
    rows = data_folder("ts_bikeshare_hourly") / "hour.parquet"
    return Base(ROOT / "examples" / "bike_sharing", "BEICHEN_DATA", "ts_bikeshare_hourly/hour.parquet", rows)


@pytest.fixture(scope="session")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """Clicks of a shop's sessions, step by step of its funnel."""
    file = data_folder("ecom_clickstream_synth") / "ecom.csv.gz"
    rows = write_rows(f"from read_csv('{file}', types = {{'user_cohort': 'VARCHAR'}})", _file(tmp_path_factory))
    return Base(ROOT / "examples" / "clickstream", "BEICHEN_DATA", "ecom_clickstream_synth/ecom.csv.gz", rows)


def _file(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("rows") / "rows.parquet"
