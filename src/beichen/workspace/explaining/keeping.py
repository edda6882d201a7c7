"""Keeping parts of explanations: what costs questions to the warehouse is asked once for a definition and its data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from beichen.state.explained import ExplainedPart, PartKey
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def kept_part(
    workspace: Workspace, key: PartKey, metrics: Collection[str], compute: Callable[[], Any], *, method: str
) -> Any:
    """A part's JSON document: the one that is kept if what it rests on is as it was, else computed now and kept.

    The warehouse is not asked whether it is: the data are those of the metrics' stored
    totals at the key's grain, which the caller has ensured.

    Args:
        metrics: every metric that is asked for.
        method: another text whenever the document's form or the way it is computed changes.
    """
    rests_on = fingerprint(workspace, key, metrics, method)
    found = workspace.state.explained.read(key, rests_on)
    if found is not None:
        return found.document
    document = compute()
    workspace.state.explained.save([ExplainedPart(key, rests_on, datetime.now(UTC), document)])
    return document


def fingerprint(workspace: Workspace, key: PartKey, metrics: Collection[str], method: str) -> str:
    """Definitions and data of the metrics, and the method, in short."""
    slices = [workspace.observer.key(Wish(metric, key.grain)) for metric in sorted(metrics)]
    versions = workspace.state.observations.data_versions(slices)
    parts = [f"{each.metric} {each.definition_hash} {versions.get(each)}" for each in slices]
    return hashlib.sha256("\n".join([method, *parts]).encode()).hexdigest()[:16]
