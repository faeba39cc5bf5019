"""The average that runs in the browser beside pandas' `ewm`, on random series."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

MODULE = Path(__file__).parents[3] / "components" / "averages" / "average.mjs"
BETAS = (0.0, 0.1, 0.5, 0.9, 0.98, 0.999)
SCRIPT = """
const [address, text] = process.argv.slice(1);
const { average, corrected } = await import(address);
const { series, betas } = JSON.parse(text);
console.log(JSON.stringify(betas.map((beta) => {
  const V = average(series, beta);
  return { plain: [...V], corrected: [...corrected(V, beta)] };
})));
"""


def in_the_browser(series):
    """What the module makes of a series, for each of BETAS."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("NO NODE: the averages of the browser were not tested")
    question = json.dumps({"series": list(series), "betas": BETAS})
    command = [node, "--input-type=module", "-e", SCRIPT, MODULE.as_uri(), question]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_pandas_gives(seed):
    generator = np.random.default_rng(seed)
    series = generator.normal(10 * seed, 20, size=generator.integers(1, 800))
    scale = np.abs(series).max()
    for beta, found in zip(BETAS, in_the_browser(series), strict=True):
        # pandas starts from the first value, the lecture from V_0 = 0: that is one more day of 0 before the others.
        zero_first = pd.Series([0.0, *series]).ewm(alpha=1 - beta, adjust=False).mean()[1:]
        np.testing.assert_allclose(found["plain"], zero_first, rtol=0, atol=1e-12 * scale)
        adjusted = pd.Series(series).ewm(alpha=1 - beta, adjust=True).mean()
        np.testing.assert_allclose(found["corrected"], adjusted, rtol=0, atol=1e-12 * scale)
