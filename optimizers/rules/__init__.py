"""Update rules: the taught ones each in a file that reads like its equations, even where that repeats another.

The rest are optax's own, a few lines each with their facts.
"""
