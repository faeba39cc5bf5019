"""The small picture of a schedule: the learning rate α_n of every step of a run, from 0 to the highest, as an SVG."""

import numpy as np

WIDTH, HEIGHT = 320, 56  # pixels
EDGE = 2  # so that half the line's width is not cut off
FINEST = 640  # points drawn at most; more would not be seen apart


def rates_picture(rates: np.ndarray, colour: str, axis: str) -> str:
    """The curve of α_1 … α_T, shape (T,), as the text of an SVG, in these two CSS colours."""
    steps, top = len(rates), float(rates.max()) or 1.0
    shown = np.unique(np.linspace(0, steps - 1, min(steps, FINEST)).round().astype(int))
    across = EDGE + shown / max(steps - 1, 1) * WIDTH
    down = EDGE + HEIGHT * (1 - rates[shown] / top)
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(across, down, strict=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 2 * EDGE} {HEIGHT + 2 * EDGE}">'
        f'<path d="M{EDGE},{EDGE}V{EDGE + HEIGHT}H{EDGE + WIDTH}" fill="none" stroke="{axis}" opacity="0.6"/>'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/></svg>'
    )


def rates_words(rates: np.ndarray) -> str:
    """The same for those who read: the first, the highest and the last rate."""
    first, last = f"α = {rates[0]:.3g} at step 1", f"{rates[-1]:.3g} at step {len(rates)}"
    peak = int(rates.argmax())
    highest = f", highest {rates[peak]:.3g} at step {peak + 1}" if 0 < peak < len(rates) - 1 else ""
    return f"{first}, {last}{highest}"
