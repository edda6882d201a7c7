"""Line charts as SVG, side by side: readable on light and on dark ground, without a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 250, 170  # of one panel's plot
LEFT, TOP, RIGHT, BOTTOM = 44, 46, 24, 50  # its margins; labels of lines stand at the right
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
APART = 13  # between labels
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #334; }
  .title { font-weight: 600; } .tick { font-size: 11px; fill: #556; }
  .grid { stroke: #8893; } .axis { stroke: #889; }
  .line { fill: none; stroke-width: 2; } .dashed { stroke-dasharray: 2 4; stroke-width: 1.5; }
  .line-0 { stroke: #b45309; } .line-1 { stroke: #0f766e; } .line-2 { stroke: #4338ca; }
  .label-0 { fill: #b45309; } .label-1 { fill: #0f766e; } .label-2 { fill: #4338ca; }
  .dot-0 { fill: #b45309; } .dot-1 { fill: #0f766e; } .dot-2 { fill: #4338ca; }
  @media (prefers-color-scheme: dark) {
    text { fill: #dde; } .tick { fill: #aab; } .grid { stroke: #99a4; } .axis { stroke: #99a; }
    .line-0 { stroke: #fbbf24; } .line-1 { stroke: #2dd4bf; } .line-2 { stroke: #a5b4fc; }
    .label-0 { fill: #fbbf24; } .label-1 { fill: #2dd4bf; } .label-2 { fill: #a5b4fc; }
    .dot-0 { fill: #fbbf24; } .dot-1 { fill: #2dd4bf; } .dot-2 { fill: #a5b4fc; }
  }
"""


@dataclass(frozen=True)
class Line:
    """A line, labelled at its end; both coordinates are shares, 0–1.

    Attributes:
        colour: 0, 1 or 2.
    """

    label: str
    points: Sequence[tuple[float, float]]
    colour: int
    dashed: bool = False


@dataclass(frozen=True)
class Panel:
    """One chart."""

    title: str
    subtitle: str
    lines: Sequence[Line]


def draw(panels: Sequence[Panel], *, columns: int, x: str, y: str) -> str:
    """The panels as one picture, row by row; `x` and `y` name the axes."""
    wide, high = LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM
    rows = -(-len(panels) // columns)
    size = f"{columns * wide} {rows * high}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" aria-label="{escape(_told(panels))}">',
        f"<style>{STYLE}</style>",
    ]
    for number, panel in enumerate(panels):
        left, top = number % columns * wide + LEFT, number // columns * high + TOP
        parts += [
            f'<g transform="translate({left} {top})">',
            *_panel(panel, x, y),
            "</g>",
        ]
    return "\n".join([*parts, "</svg>", ""])


def _told(panels: Sequence[Panel]) -> str:
    return "; ".join(panel.title for panel in panels)


def _panel(panel: Panel, x: str, y: str) -> list[str]:
    parts = [
        f'<text class="title" x="0" y="-26">{escape(panel.title)}</text>',
        f'<text class="tick" x="0" y="-11">{escape(", ".join(each for each in (panel.subtitle, y) if each))}</text>',
    ]
    for tick in TICKS:
        across, down = _place(tick, tick)
        parts.append(f'<path class="grid" d="M0 {down:.1f}H{WIDTH}"/>')
        parts.append(f'<text class="tick" x="-6" y="{down + 4:.1f}" text-anchor="end">{tick:.0%}</text>')
        parts.append(f'<text class="tick" x="{across:.1f}" y="{HEIGHT + 16}" text-anchor="middle">{tick:.0%}</text>')
    parts.append(f'<path class="axis" d="M0 {HEIGHT}H{WIDTH}"/>')
    parts.append(f'<text class="tick" x="{WIDTH / 2}" y="{HEIGHT + 34}" text-anchor="middle">{escape(x)}</text>')
    for line in panel.lines:
        if line.points:
            parts += _line(line)
    return parts + _labels([line for line in panel.lines if line.points and line.label])


def _line(line: Line) -> list[str]:
    places = [_place(*point) for point in line.points]
    path = "L".join(f"{across:.1f} {down:.1f}" for across, down in places)
    kind = " dashed" if line.dashed else ""
    dots = (
        []
        if line.dashed
        else [f'<circle class="dot-{line.colour}" cx="{a:.1f}" cy="{d:.1f}" r="2.5"/>' for a, d in places]
    )
    return [f'<path class="line line-{line.colour}{kind}" d="M{path}"/>', *dots]


def _labels(lines: Sequence[Line]) -> list[str]:
    """Each line's label at its end, moved where it would lie on another."""
    ends = sorted((_place(*line.points[-1])[1], number) for number, line in enumerate(lines))
    downs: list[float] = []
    for down, _ in ends:
        downs.append(max(down, downs[-1] + APART) if downs else down)
    over = max(0.0, downs[-1] - HEIGHT) if downs else 0.0
    across = max((_place(*line.points[-1])[0] for line in lines), default=0.0) + 7
    return [
        f'<text class="label-{lines[number].colour}" x="{across:.1f}" y="{down - over + 4:.1f}">{escape(lines[number].label)}</text>'
        for down, (_, number) in zip(downs, ends, strict=True)
    ]


def _place(x: float, y: float) -> tuple[float, float]:
    return x * WIDTH, (1 - y) * HEIGHT
