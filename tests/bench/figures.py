"""Figures: values measured in one run, their median and spread, and the goal they are held to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Goal:
    """`sign` is ≤, ≥ or =; `unit` stands behind the number."""

    sign: str
    limit: float
    unit: str = ""

    def is_met(self, value: float) -> bool:
        return {
            "≤": value <= self.limit,
            "≥": value >= self.limit,
            "=": value == self.limit,
        }[self.sign]

    def __str__(self) -> str:
        return f"{self.sign} {shown(self.limit)}{self.unit}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `values` holds one value a run; `ours` and `reference` say in
    words what stands behind the ratio. Without values nothing was measured, and `note` says why."""

    number: str
    what: str
    goal: Goal
    values: Sequence[float]
    ours: str = ""
    reference: str = ""
    note: str = ""

    @property
    def value(self) -> float:
        return median(self.values)

    @property
    def is_measured(self) -> bool:
        return bool(self.values)

    @property
    def is_met(self) -> bool:
        """Rounded as it is shown: nobody should read `1.50, goal ≤ 1.5: missed`."""
        return not self.is_measured or self.goal.is_met(float(shown(self.value)))

    @property
    def result(self) -> str:
        return f"{self.value_words}{self.spread}" if self.is_measured else "not measured"

    @property
    def value_words(self) -> str:
        return f"{shown(self.value)}{self.goal.unit}"

    @property
    def against(self) -> str:
        return f"against {self.reference}" if self.reference else ""

    @property
    def spread(self) -> str:
        """The middle half of the runs; nothing where they all agree."""
        low, high = middle_half(self.values)
        return "" if shown(low) == shown(high) else f" ({shown(low)} to {shown(high)})"

    @property
    def verdict(self) -> str:
        if not self.is_measured:
            return "–"
        return "reached" if self.is_met else "not reached"


@dataclass(frozen=True, slots=True)
class Subject:
    """What one file of the bench found: its figures, and series for the chart (per unit of
    work at 1, 10 and 100 times the work, the first being 1)."""

    figures: tuple[Figure, ...]
    growth: dict[str, tuple[float, ...]] = field(default_factory=dict)


def middle_half(values: Sequence[float]) -> tuple[float, float]:
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = quantiles(values, n=4, method="inclusive")
    return low, high


def percentile_95(values: Sequence[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]


def ratios(pairs: Sequence[tuple[float, float]]) -> list[float]:
    """Ours over the reference, pair by pair: neighbors had the same neighbors' noise."""
    return [ours / reference for ours, reference in pairs]


def milliseconds(seconds: Sequence[float]) -> str:
    return f"{shown(1000 * median(seconds))} ms"


def shown(value: float) -> str:
    """Three digits that count, and no more than two behind the point."""
    if value >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
