"""Writes seed1337_x.csv and seed1337_y.csv: 100 rows of X ~ N(0, 1) and Y = X + N(0, 1)."""

import numpy as np

random = np.random.RandomState(1337)
x = random.randn(100, 10)
y = random.randn(100, 10) + x
np.savetxt("seed1337_x.csv", x, delimiter=",", fmt="%.17g")
np.savetxt("seed1337_y.csv", y, delimiter=",", fmt="%.17g")
