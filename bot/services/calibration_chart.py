"""How well scores foretell outcomes, as a picture."""

from __future__ import annotations

import io

from bot.services.match_learning import Quality

PUBLISHED, LEARNED = "#2f6f8f", "#b3541e"


def calibration_chart(
    published: Quality, learned: Quality, *, names: tuple[str, str], axes_are: tuple[str, str]
) -> bytes:
    """A PNG with what was foretold across and what happened upwards: on the dashed line both are the same.

    `names` are those of the two weights, `axes_are` of the two axes. Blocking, about a second with the import: call it
    off the event loop.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 6), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="black", linestyle="--", linewidth=1)
    for quality, name, colour in ((published, names[0], PUBLISHED), (learned, names[1], LEARNED)):
        foretold = [one for one, _, _ in quality.bins]
        happened = [one for _, one, _ in quality.bins]
        axes.plot(foretold, happened, marker="o", color=colour, label=name)
        for across, up, count in quality.bins:
            axes.annotate(
                str(count), (across, up), textcoords="offset points", xytext=(6, -10), fontsize=8, color=colour
            )
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel(axes_are[0])
    axes.set_ylabel(axes_are[1])
    axes.legend(loc="upper left")
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=120)
    return out.getvalue()
