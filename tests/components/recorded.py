"""The plain facts of a page: what links that were recorded long ago must still open."""

from typing import Any

RUN = ("optimizer", "learning_rate", "schedule", "decay", "warmup", "batch_size")
VIEW = ("cost_scale", "colour_scale", "step", "looked", "terms", "scene", "pace")


def facts(view) -> dict[str, Any]:
    experiment = view.experiment
    runs = [
        {
            **{name: getattr(run, name) for name in RUN},
            **{
                name: dict(sorted(getattr(run, name).items()))
                for name in ("hyper", "conventions", "schedule_parameters")
            },
        }
        for run in experiment.runs
    ]
    return {
        "landscape": experiment.surface.key,
        "theta": dict(sorted(experiment.theta.items())),
        "domain": [[side.low, side.high] for side in experiment.map_domain],
        "start": list(experiment.origin),
        **{name: getattr(experiment, name) for name in ("steps", "seed", "noise", "batch_size", "counts")},
        "runs": runs,
        "off": sorted(view.off),
        **{name: getattr(view, name) for name in VIEW},
        "charts": list(view.charts),
        "axes": list(view.axes),
        "pinned": facts(view.pinned) if view.pinned else None,
    }
