"""Every operation of the API asked with whatever its description allows: no failure of ours, no answer that it does not describe.

schemathesis makes the requests from the OpenAPI document, the same ones every time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

import beichen
from beichen.faces.http.app import create_app, describe_api

from ..conftest import FILES
from .conftest import HOME

EXAMPLES = 15  # of each operation
ENDLESS = "/api/v1/events"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
REAL = {
    "metric": st.sampled_from([None, None, "regulars", "regular_share", "minutes", "short_visits"]),
    "at": st.sampled_from([None, "2026-01-12", "2026-01-19"]),
    "versus": st.sampled_from([None, "2026-01-05"]),
    "grain": st.sampled_from([None, "week", "month"]),
    "by": st.sampled_from([None, "device"]),
    "where": st.sampled_from([None, "minutes > 10", "device = 'phone' or nothing"]),
    "dimension": st.sampled_from([None, "device"]),
    "number": st.sampled_from([None, "1"]),
}
OPERATIONS = [
    pytest.param(found.ok(), id=found.ok().label)
    for found in schemathesis.openapi.from_dict(describe_api()).get_all_operations()
    if (found.ok().method.upper(), found.ok().path) != ("GET", ENDLESS)
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a reading club that may be written to."""
    folder = tmp_path_factory.mktemp("fuzzed") / "club"
    for file, text in FILES.items():
        path = Path(folder) / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with beichen.open(folder) as workspace:
        workspace.refresh()
        yield TestClient(create_app(workspace), base_url=HOME, raise_server_exceptions=False)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_answers_as_it_is_described(client: TestClient, operation: schemathesis.APIOperation) -> None:
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), real=st.fixed_dictionaries(REAL))
    def ask(case: schemathesis.Case, real: Mapping[str, str | None]) -> None:
        # of names that are made up few are known: half of the time a real one is asked for
        for given_values in (case.path_parameters, case.query):
            known = {name: value for name, value in real.items() if value is not None and name in (given_values or {})}
            if isinstance(given_values, dict):
                given_values.update(known)
        sent = case.as_transport_kwargs(base_url=HOME)
        sent.pop("cookies", None)
        body = sent.pop("data", None)
        if isinstance(body, (bytes, str)):
            sent["content"] = body
        elif body is not None:
            sent["data"] = body
        case.validate_response(client.request(**sent, follow_redirects=False), checks=CHECKS)

    ask()
