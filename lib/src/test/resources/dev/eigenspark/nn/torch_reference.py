"""Makes torch_reference.json: loss and gradients of PyTorch's own RNN and LSTM in double precision.

    python torch_reference.py > torch_reference.json

Matrices are written in the layout of the engine: z = h V + x U + b with row vectors, gates i, f, g, o.
"""

import json

import torch

STEPS, ROWS, INPUTS, HIDDEN, CLASSES = 7, 3, 4, 5, 3


def case(kind):
    torch.manual_seed({"tanh": 1, "lstm": 2}[kind])
    cls = {"tanh": torch.nn.RNN, "lstm": torch.nn.LSTM}[kind]
    net = cls(INPUTS, HIDDEN).double()
    head = torch.nn.Linear(HIDDEN, CLASSES).double()
    with torch.no_grad():
        net.bias_hh_l0.zero_()  # the engine has one bias
    x = torch.randn(STEPS, ROWS, INPUTS, dtype=torch.double)
    y = torch.randint(CLASSES, (STEPS, ROWS))
    logits = head(net(x)[0])
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, CLASSES), y.reshape(-1))
    loss.backward()

    def parameters(pick):
        parts = [net.weight_hh_l0, net.weight_ih_l0, net.bias_ih_l0, head.weight, head.bias]
        rows = [pick(p).T if p.dim() == 2 else pick(p) for p in parts]
        return [float(v) for r in rows for v in r.reshape(-1)]

    return {
        "cell": kind,
        "steps": STEPS,
        "rows": ROWS,
        "inputs": INPUTS,
        "hidden": HIDDEN,
        "classes": CLASSES,
        "x": [float(v) for v in x.reshape(-1)],
        "y": [int(v) for v in y.reshape(-1)],
        "parameters": parameters(lambda p: p.detach()),
        "loss": float(loss.detach()),
        "gradients": parameters(lambda p: p.grad),
    }


print(json.dumps({"torch": torch.__version__, "cases": [case("tanh"), case("lstm")]}))
