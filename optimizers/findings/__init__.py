"""Findings: claims that are often heard of optimizers, each put to the sweeps, for and against."""

from collections.abc import Mapping
from types import MappingProxyType

from optimizers.findings.base import Evidence, Finding
from optimizers.findings.batches import BATCHES
from optimizers.findings.bound import BOUND
from optimizers.findings.calm import CALM
from optimizers.findings.correction import CORRECTION
from optimizers.findings.faster import FASTER
from optimizers.findings.tuning import TUNING
from optimizers.findings.wells import WELLS

FINDINGS: Mapping[str, Finding] = MappingProxyType(
    {finding.key: finding for finding in (FASTER, BOUND, TUNING, WELLS, CORRECTION, CALM, BATCHES)}
)

__all__ = ["FINDINGS", "Evidence", "Finding"]
