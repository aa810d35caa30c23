"""The NumPy side of `./eigenspark bench cka`.

python -c PROGRAM FILE COLUMNS: FILE holds float32 rows. Each line of standard input asks for one timed block of
X.T @ X in float64, the conversion included, and the sums of the columns; each answer is one JSON object on standard
output, the first a greeting. BLAS takes its number of threads from the environment.
"""

import json
import sys
import time

try:
    import numpy as np
except ImportError as missing:
    print(json.dumps({"error": f"NumPy not found: {missing}"}), flush=True)
    sys.exit()

rows = np.fromfile(sys.argv[1], dtype=np.float32).reshape(-1, int(sys.argv[2]))


def moments():
    """Returns the Gram matrix; NumPy calls dsyrk where both factors are one array."""
    x = rows.astype(np.float64)
    x.sum(axis=0)
    return x.T @ x


print(json.dumps({"library": f"NumPy {np.__version__}"}), flush=True)
for line in sys.stdin:
    seconds = json.loads(line)["seconds"]
    moments()
    milliseconds = []
    end = time.perf_counter() + seconds
    while not milliseconds or time.perf_counter() < end:
        start = time.perf_counter()
        moments()
        milliseconds.append((time.perf_counter() - start) * 1e3)
    print(json.dumps({"milliseconds": milliseconds}), flush=True)
