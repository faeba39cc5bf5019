"""Colours and markers: of the map, of the runs, light and dark. Nothing else names a colour of them."""

# Runs are told apart by hue and by the shape of their end mark. The hues follow Okabe & Ito's colour-blind-safe set,
# darkened for the light map and lightened for the dark one. The start's own red is not among them.
RUNS_LIGHT = ("#0060A8", "#B86E00", "#00795A", "#9C2F83", "#3D3D3D", "#1E88C7", "#7A4A12", "#5B52B5")
RUNS_DARK = ("#62B8F2", "#F5B83D", "#34D6A4", "#F08CCB", "#E8E8E8", "#9AD0F5", "#D9A066", "#B3A8FF")
MARKERS = ("circle", "square", "diamond", "triangle", "cross", "down", "hexagon", "star")

# The two classes of examples are ColorBrewer's brown and teal, which the colour-blind tell apart; each has a shape too.

# The map is quiet so that the paths are not: one hue, deeper where the cost is lower, as the sea is drawn.
PALETTES = {
    "light": {
        "surface": [[0, "#9db4c8"], [0.5, "#d3dde5"], [1, "#fbfaf6"]],
        "contour": "rgba(40, 60, 80, 0.28)",
        "beyond": "#e9edf0",
        "axis": "#7a8794",
        "text": "#26313c",
        "halo": "#ffffff",
        "runs": list(RUNS_LIGHT),
        "classes": ["#8C510A", "#01665E"],
    },
    "dark": {
        "surface": [[0, "#08131f"], [0.5, "#1d3347"], [1, "#49657e"]],
        "contour": "rgba(190, 215, 240, 0.20)",
        "beyond": "#131a21",
        "axis": "#7f8c99",
        "text": "#dfe6ec",
        "halo": "#0b1118",
        "runs": list(RUNS_DARK),
        "classes": ["#DFA65A", "#5AB4AC"],
    },
}
