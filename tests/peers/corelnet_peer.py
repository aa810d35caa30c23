"""The PyTorch side of `./eigenspark bench corelnet`, after torch_peer.py.

CoRelNet as its authors train it, from the parameters and on the trials that the request brings as its example. Matrices come in the
layout of the engine: [inputs, outputs], windows and images with their channels last.
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


class CoRelNet(Trainee):
    def __init__(self, example):
        values = {name: torch.tensor(v) for name, v in example["parameters"].items()}

        def pair(layer, number=""):
            return values[f"{layer}_W{number}"], values[f"{layer}_b{number}"]

        w3, b3 = pair("encoder", 3)
        self.encoder = nn.Sequential(
            convolution(*pair("encoder", 0)),
            nn.ReLU(),
            convolution(*pair("encoder", 1)),
            nn.ReLU(),
            convolution(*pair("encoder", 2)),
            nn.ReLU(),
            nn.Flatten(),
            dense(channels_first(w3, b3), b3),
            nn.ReLU(),
            dense(*pair("encoder", 4)),
            nn.ReLU(),
        ).requires_grad_(not example["frozen"])
        self.gamma = nn.Parameter(values["norm_gamma"])
        self.beta = nn.Parameter(values["norm_beta"])
        self.decoder = nn.Sequential(dense(*pair("decoder", 0)), nn.ReLU(), dense(*pair("out")))
        parameters = [*self.encoder.parameters(), self.gamma, self.beta, *self.decoder.parameters()]
        if sum(p.numel() for p in parameters) != sum(v.numel() for v in values.values()):
            raise ValueError("there are parameters that this network does not have")
        self.optimizer = torch.optim.Adam([p for p in parameters if p.requires_grad], example["lr"])
        side = example["side"]
        images = torch.tensor(example["images"]).view(-1, 1, side, side) / 255
        ids = torch.tensor(example["ids"])
        self.x = images[ids]
        self.y = torch.tensor(example["labels"])
        self.below = torch.tril_indices(ids.shape[1], ids.shape[1])
        self.later = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool).triu(1)

    def loss(self):
        z = self.codes()
        spread = (z.var(1, keepdim=True) + 1e-8).sqrt()
        z = (z - z.mean(1, keepdim=True)) / spread * self.gamma + self.beta
        similarity = (z @ z.transpose(1, 2)).masked_fill(self.later, -torch.inf).softmax(2)
        return F.cross_entropy(self.decoder(similarity[:, self.below[0], self.below[1]]), self.y)


class ByPosition(CoRelNet):
    """The encoder called for each position, as the authors do."""

    def codes(self):
        return torch.stack([self.encoder(self.x[:, t]) for t in range(self.x.shape[1])], 1)


class Batched(CoRelNet):
    """The encoder called once for all images."""

    def codes(self):
        return self.encoder(self.x.flatten(0, 1)).unflatten(0, self.x.shape[:2])


serve(lambda request: {"POSITIONS": ByPosition, "BATCHED": Batched}[request["variant"]](request["example"]))
