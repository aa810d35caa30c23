"""The PyTorch side of `./eigenspark bench rnn` and `bench copy`, after torch_peer.py: the same shapes on random data."""


class ModReLU(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.bias = nn.Parameter(torch.empty(hidden).uniform_(-0.01, 0.01))

    def forward(self, z):
        return torch.sign(z) * F.relu(torch.abs(z) + self.bias)


class ModReLUCell(nn.Module):
    """h' = modReLU(V h + U x), V orthogonal at the start."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.U = nn.Linear(inputs, hidden, bias=False)
        self.V = nn.Linear(hidden, hidden, bias=False)
        nn.init.orthogonal_(self.V.weight)
        self.nonlinearity = ModReLU(hidden)

    def forward(self, x, h):
        return self.nonlinearity(self.U(x) + self.V(h))


class ExpRnnCell(nn.Module):
    """h' = modReLU(V h + U x), V = exp(A), made once an iteration."""

    def __init__(self, inputs, hidden):
        super().__init__()
        self.U = nn.Linear(inputs, hidden, bias=False)
        self.nonlinearity = ModReLU(hidden)
        basis, _ = torch.linalg.qr(torch.randn(hidden, hidden))
        turned = torch.zeros(hidden, hidden)
        even = torch.arange(0, hidden, 2)
        turned[even, even + 1] = torch.pi * (2 * torch.rand(hidden // 2) - 1)
        self.X = nn.Parameter((basis @ (turned - turned.T) @ basis.T).triu(1))

    def orthogonal(self):
        upper = self.X.triu(1)
        return torch.linalg.matrix_exp(upper - upper.T)

    def begin(self):
        self.V = self.orthogonal()

    def forward(self, x, h):
        return self.nonlinearity(self.U(x) + F.linear(h, self.V))


class NnRnnCell(ExpRnnCell):
    """h' = modReLU(V h + U x), V = P (Lambda + T) P^T, P = exp(A), all made once an iteration."""

    def __init__(self, inputs, hidden):
        super().__init__(inputs, hidden)
        self.theta = nn.Parameter(2 * torch.pi * torch.rand(hidden // 2))
        self.gamma = nn.Parameter(torch.ones(hidden // 2))
        self.T = nn.Parameter(torch.zeros(hidden, hidden))
        self.register_buffer("mask", torch.arange(hidden)[:, None] // 2 < torch.arange(hidden) // 2)

    def begin(self):
        p = self.orthogonal()
        cosine, sine = self.gamma * self.theta.cos(), self.gamma * self.theta.sin()
        blocks = torch.stack([torch.stack([cosine, -sine], -1), torch.stack([sine, cosine], -1)], -2)
        schur = torch.block_diag(*blocks) + self.T * self.mask
        self.V = p @ schur @ p.T


CELLS = {"LSTM": nn.LSTMCell, "MODRELU": ModReLUCell, "EXPRNN": ExpRnnCell, "NNRNN": NnRnnCell}


class Recurrent(Trainee):
    """A recurrent layer with a read-out, and its minibatch, [T, N, inputs]."""

    def __init__(self, shape):
        torch.manual_seed(0)
        self.shape = shape
        steps, rows, classes = shape["steps"], shape["rows"], shape["classes"]
        if shape["everyStep"]:
            symbols = torch.randint(0, shape["inputs"], (steps, rows))
            self.x = F.one_hot(symbols, shape["inputs"]).float()
        else:
            self.x = torch.rand(steps, rows, shape["inputs"])
        self.y = torch.randint(0, classes, (steps, rows))
        self.recurrence = self.recurrent_part()
        self.head = nn.Linear(shape["hidden"], classes)
        parameters = [*self.recurrence.parameters(), *self.head.parameters()]
        self.optimizer = self.rule(shape["optimizer"], parameters)

    def rule(self, name, parameters):
        if name == "ADAM":
            return torch.optim.Adam(parameters, self.shape["lr"])
        if name == "RMSPROP":
            return torch.optim.RMSprop(parameters, self.shape["lr"], alpha=self.shape["smoothing"])
        raise ValueError(f"no optimizer {name}")


class Eager(Recurrent):
    """The cell in a Python loop over the steps, as the papers' own code trains."""

    def recurrent_part(self):
        return CELLS[self.shape["cell"]](self.shape["inputs"], self.shape["hidden"])

    def loss(self):
        h = c = torch.zeros(self.shape["rows"], self.shape["hidden"])
        loss = 0.0
        if hasattr(self.recurrence, "begin"):
            self.recurrence.begin()
        for t in range(self.shape["steps"]):
            if self.shape["cell"] == "LSTM":
                h, c = self.recurrence(self.x[t], (h, c))
            else:
                h = self.recurrence(self.x[t], h)
            if self.shape["everyStep"]:
                loss = loss + F.cross_entropy(self.head(h), self.y[t])
        if self.shape["everyStep"]:
            return loss / self.shape["steps"]
        return F.cross_entropy(self.head(h), self.y[-1])


class Fused(Recurrent):
    """PyTorch's own layer for the whole sequence; it has no modReLU, so tanh stands in."""

    def recurrent_part(self):
        if self.shape["cell"] == "LSTM":
            return nn.LSTM(self.shape["inputs"], self.shape["hidden"])
        layer = nn.RNN(self.shape["inputs"], self.shape["hidden"])
        nn.init.orthogonal_(layer.weight_hh_l0)
        return layer

    def loss(self):
        h, _ = self.recurrence(self.x)
        if self.shape["everyStep"]:
            return F.cross_entropy(self.head(h).flatten(0, 1), self.y.flatten())
        return F.cross_entropy(self.head(h[-1]), self.y[-1])


serve(lambda request: {"EAGER": Eager, "FUSED": Fused}[request["variant"]](request["shape"]))
