"""Colours and markers: of the map, of the runs, light and dark. Nothing else names a colour of them."""

# The map's bands from the lowest cost to the highest: blue to nearly white, or nearly black to blue. One family of
# hues, even steps of lightness in OKLCH, so that the runs have the other hues to themselves.
BANDS_LIGHT = (
    *("#17507f", "#2c6590", "#3f789e", "#5189ab", "#649bb7", "#78abc3"),
    *("#8cbcce", "#a2ccda", "#b8dbe5", "#d0eaf0", "#ecf8f9"),
)
BANDS_DARK = (
    *("#00142b", "#001f38", "#002a45", "#003551", "#04415d", "#0d4d68"),
    *("#1a5972", "#28657b", "#387184", "#487d8c", "#598995"),
)

# Runs are told apart by hue and by the shape of their end mark. Each line lies on a casing, the halo's colour, that is
# four times as light or as dark; one of the two stands out from every band. None is the red of the start.
RUNS_LIGHT = ("#10151c", "#d9480f", "#0a7d4f", "#a61e7d", "#6a55c8", "#5c4a00", "#1a4f48", "#8a6476")
RUNS_DARK = ("#ffffff", "#ffa94d", "#4fe3a5", "#ff8ad8", "#b18cff", "#c4b98a", "#83b3a8", "#e9c4d8")
MARKERS = ("circle", "square", "diamond", "triangle", "cross", "down", "hexagon", "star")

# The two classes of examples are ColorBrewer's brown and teal, which the colour-blind tell apart; each has a shape too.

PALETTES = {
    "light": {
        "surface": [[i / 10, colour] for i, colour in enumerate(BANDS_LIGHT)],
        "major": "rgba(11, 27, 43, 0.62)",  # contour lines: those with a label, and those between
        "minor": "rgba(11, 27, 43, 0.2)",
        "beyond": "#eef1f4",
        "axis": "#7a8794",
        "text": "#0b1b2b",
        "halo": "#ffffff",
        "runs": list(RUNS_LIGHT),
        "classes": ["#8C510A", "#01665E"],
    },
    "dark": {
        "surface": [[i / 10, colour] for i, colour in enumerate(BANDS_DARK)],
        "major": "rgba(232, 241, 248, 0.5)",
        "minor": "rgba(232, 241, 248, 0.17)",
        "beyond": "#131a21",
        "axis": "#7f8c99",
        "text": "#e8f1f8",
        "halo": "#0b1220",
        "runs": list(RUNS_DARK),
        "classes": ["#DFA65A", "#5AB4AC"],
    },
}
