"""What the PyTorch sides of the benchmarks share; `./eigenspark bench` puts it before their own part.

python -c PROGRAM THREADS: each line of standard input asks for one timed block as a JSON object; each answer is one
JSON object on standard output, the first a greeting.
"""

import json
import sys
import time

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError as missing:
    print(json.dumps({"error": f"PyTorch not found: {missing}"}), flush=True)
    sys.exit()


class Trainee:
    """One network with its minibatch and optimizer: a subclass gives both, and the loss."""

    def step(self):
        """Returns the loss before the step."""
        self.optimizer.zero_grad()
        loss = self.loss()
        loss.backward()
        self.optimizer.step()
        if not torch.isfinite(loss):
            raise ValueError(f"the loss is {loss.item()}")
        return loss.item()


def timed_block(trainee, seconds):
    """Milliseconds of each iteration, and the loss of the first, which is not counted."""
    loss = trainee.step()
    milliseconds = []
    end = time.perf_counter() + seconds
    while not milliseconds or time.perf_counter() < end:
        start = time.perf_counter()
        trainee.step()
        milliseconds.append((time.perf_counter() - start) * 1e3)
    return {"milliseconds": milliseconds, "loss": loss}


def serve(make):
    """Answers requests; `make` turns one into a trainee, kept by its workload and variant."""
    torch.set_num_threads(int(sys.argv[1]))
    torch.set_flush_denormal(True)
    print(json.dumps({"library": f"PyTorch {torch.__version__}", "threads": torch.get_num_threads()}), flush=True)
    trainees = {}
    for line in sys.stdin:
        request = json.loads(line)
        key = request["workload"], request["variant"]
        if key not in trainees:
            # One workload at a time in memory.
            trainees = {k: t for k, t in trainees.items() if k[0] == key[0]}
            trainees[key] = make(request)
        print(json.dumps(timed_block(trainees[key], request["seconds"])), flush=True)
