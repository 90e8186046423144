"""The audit of matching as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence

from bot.services.audit_measures import FOUR_FIFTHS, GroupRow

BAR_HEIGHT = 0.45  # inches


def audit_chart(rows: Sequence[GroupRow], *, title: str, line: str) -> bytes | None:
    """A PNG of the impact ratio of every group, with the four-fifths line; None where no group is large enough.

    Blocking, about a second with the import: call it off the event loop.
    """
    seen = [row for row in rows if not row.withheld]
    if not seen:
        return None
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 1.6 + BAR_HEIGHT * len(seen)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    places = range(len(seen))
    colours = ["#b3541e" if row.below_four_fifths else "#2f6f8f" for row in seen]
    bars = axes.barh(places, [row.impact_ratio for row in seen], color=colours)
    axes.bar_label(bars, [f"{row.impact_ratio:.2f}" for row in seen], padding=4, fontsize=8)
    axes.set_yticks(places, [f"{row.attribute}: {row.group} ({row.people} people)" for row in seen])
    axes.invert_yaxis()
    axes.axvline(FOUR_FIFTHS, color="black", linestyle="--", linewidth=1)
    axes.text(FOUR_FIFTHS, -0.7, line, ha="center", va="bottom", fontsize=8)
    axes.set_xlim(0, 1.15)
    axes.set_xlabel(title)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=120)
    return out.getvalue()
