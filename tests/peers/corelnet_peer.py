"""The PyTorch side of `./eigenspark bench corelnet`, after torch_peer.py.

CoRelNet and ESBN as their authors train them, from the parameters and on the trials that the request brings as its
example. Matrices come in the layout of the engine: [inputs, outputs], windows and images with their channels last.
"""


def dense(w, b):
    layer = nn.Linear(w.numel() // b.numel(), b.numel())
    layer.weight.data = w.view(-1, b.numel()).T.contiguous()
    layer.bias.data = b
    return layer


def convolution(w, b):
    layer = nn.Conv2d(w.numel() // (16 * b.numel()), b.numel(), 4, stride=2, padding=1)
    layer.weight.data = w.view(4, 4, -1, b.numel()).permute(3, 2, 0, 1).contiguous()
    layer.bias.data = b
    return layer


def channels_first(w, b):
    """The matrix that reads 4 x 4 pixels of 32 channels, whose channels come first here."""
    return w.view(4, 4, 32, b.numel()).permute(2, 0, 1, 3).contiguous()


def encoder(values):
    def pair(number):
        return values[f"encoder_W{number}"], values[f"encoder_b{number}"]

    w3, b3 = pair(3)
    return nn.Sequential(
        convolution(*pair(0)),
        nn.ReLU(),
        convolution(*pair(1)),
        nn.ReLU(),
        convolution(*pair(2)),
        nn.ReLU(),
        nn.Flatten(),
        dense(channels_first(w3, b3), b3),
        nn.ReLU(),
        dense(*pair(4)),
        nn.ReLU(),
    )


class CoRelNet(nn.Module):
    unknown = 0

    def __init__(self, values, steps):
        super().__init__()
        first = dense(values["decoder_W0"], values["decoder_b0"])
        self.decoder = nn.Sequential(first, nn.ReLU(), dense(values["out_W"], values["out_b"]))
        self.below = torch.tril_indices(steps, steps)
        self.later = torch.ones(steps, steps, dtype=torch.bool).triu(1)

    def forward(self, z):
        similarity = (z @ z.transpose(1, 2)).masked_fill(self.later, -torch.inf).softmax(2)
        return self.decoder(similarity[:, self.below[0], self.below[1]])


class Esbn(nn.Module):
    """The LSTM called for one step at a time, with a memory that grows by concatenation, as the authors do."""

    def __init__(self, values, steps):
        super().__init__()
        bias = values["memory_b"]
        v, u = (values[f"memory_{name}"].view(-1, bias.numel()) for name in "VU")
        self.lstm = nn.LSTM(len(u), len(v), batch_first=True)
        self.lstm.weight_hh_l0.data = v.T.contiguous()
        self.lstm.weight_ih_l0.data = u.T.contiguous()
        self.lstm.bias_ih_l0.data = bias
        # We have one bias.
        self.lstm.bias_hh_l0.data.zero_()
        self.unknown = bias.numel()
        self.key = dense(values["memory_Wk"], values["memory_bk"])
        self.gate = dense(values["memory_wg"], values["memory_bg"])
        self.gain = nn.Parameter(values["memory_gain"])
        self.shift = nn.Parameter(values["memory_shift"])
        self.out = dense(values["out_W"], values["out_b"])

    def forward(self, z):
        read = z.new_zeros(len(z), 1, self.lstm.input_size)
        state = None
        for t in range(z.shape[1]):
            h, state = self.lstm(read, state)
            key = self.key(h).relu()
            if t == 0:
                keys, codes = key, z[:, :1]
                continue
            score = (codes * z[:, t : t + 1]).sum(2)
            confidence = (self.gain * score + self.shift).sigmoid()
            entries = torch.cat([keys, confidence.unsqueeze(2)], 2)
            found = (score.softmax(1).unsqueeze(2) * entries).sum(1, keepdim=True)
            read = self.gate(h).sigmoid() * found
            keys, codes = torch.cat([keys, key], 1), torch.cat([codes, z[:, t : t + 1]], 1)
        return self.out(self.lstm(read, state)[0][:, 0])


def by_position(encoder, x):
    """The encoder called for each position, as the authors do."""
    return torch.stack([encoder(x[:, t]) for t in range(x.shape[1])], 1)


def batched(encoder, x):
    """The encoder called once for all images."""
    return encoder(x.flatten(0, 1)).unflatten(0, x.shape[:2])


class Relational(Trainee):
    """Encoder and norm, and a model that decides from the codes."""

    def __init__(self, example, encode):
        values = {name: torch.tensor(v) for name, v in example["parameters"].items()}
        side = example["side"]
        images = torch.tensor(example["images"]).view(-1, 1, side, side) / 255
        self.x = images[torch.tensor(example["ids"])]
        self.y = torch.tensor(example["labels"])
        self.encode = encode
        self.encoder = encoder(values).requires_grad_(not example["frozen"])
        self.gamma = nn.Parameter(values["norm_gamma"])
        self.beta = nn.Parameter(values["norm_beta"])
        self.decision = {"corelnet": CoRelNet, "esbn": Esbn}[example["model"]](values, self.x.shape[1])
        parameters = [*self.encoder.parameters(), self.gamma, self.beta, *self.decision.parameters()]
        known = sum(p.numel() for p in parameters) - self.decision.unknown
        if known != sum(v.numel() for v in values.values()):
            raise ValueError("there are parameters that this network does not have")
        self.optimizer = torch.optim.Adam([p for p in parameters if p.requires_grad], example["lr"])

    def loss(self):
        z = self.encode(self.encoder, self.x)
        spread = (z.var(1, keepdim=True) + 1e-8).sqrt()
        z = (z - z.mean(1, keepdim=True)) / spread * self.gamma + self.beta
        return F.cross_entropy(self.decision(z), self.y)


ENCODE = {"POSITIONS": by_position, "BATCHED": batched}
serve(lambda request: Relational(request["example"], ENCODE[request["variant"]]))
