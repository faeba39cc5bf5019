"""Update rules, one a file. Each reads like the equations it comes from, even where that repeats another."""
