"""Makes torch_reference.json: loss and gradients of PyTorch's own RNN, LSTM and GRU in double precision.

    python torch_reference.py > torch_reference.json

Matrices are written in the layout of the engine: z = h V + x U + b with row vectors, gates i, f, g, o of the
LSTM, reset, update and candidate of the GRU. Of the GRU's biases, those of its gates are one, as in the engine, and
the two of its candidate lie side by side, first that of the recurrent part.
"""

import json

import torch

STEPS, ROWS, INPUTS, HIDDEN, CLASSES = 7, 3, 4, 5, 3


def case(kind):
    torch.manual_seed({"tanh": 1, "lstm": 2, "gru": 3}[kind])
    cls = {"tanh": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[kind]
    net = cls(INPUTS, HIDDEN).double()
    head = torch.nn.Linear(HIDDEN, CLASSES).double()
    with torch.no_grad():
        net.bias_hh_l0[: 2 * HIDDEN if kind == "gru" else None].zero_()  # the engine has one bias
    x = torch.randn(STEPS, ROWS, INPUTS, dtype=torch.double)
    y = torch.randint(CLASSES, (STEPS, ROWS))
    logits = head(net(x)[0])
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, CLASSES), y.reshape(-1))
    loss.backward()

    def parameters(pick):
        rows = [pick(net.weight_hh_l0).T, pick(net.weight_ih_l0).T, pick(net.bias_ih_l0)]
        if kind == "gru":
            bias = pick(net.bias_ih_l0)
            recurrent = pick(net.bias_hh_l0)[2 * HIDDEN :]
            rows[2] = torch.cat([bias[: 2 * HIDDEN], recurrent, bias[2 * HIDDEN :]])
        rows += [pick(head.weight).T, pick(head.bias)]
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


print(json.dumps({"torch": torch.__version__, "cases": [case("tanh"), case("lstm"), case("gru")]}))
