"""The parser's network while it learns: the same sums as `musnad.language.syntax_model`, with gradients (JAX).

Sentences lie side by side as rows of one length, padded at the end; `width` is that length. Learning is by Adam (Kingma and
Ba, 2015) with a rate that falls to nothing.
"""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from musnad.language.syntax_model import distance_classes

Params = dict[str, Any]
DILATIONS = (1, 1, 2, 4)
"""How far each layer looks to both sides."""
CLASSES = int(distance_classes(2).max()) + 1
_B1, _B2, _LONGEST_STEP = 0.9, 0.98, 5.0


def encoder(features: int, size: int, rng: np.random.Generator) -> Params:
    """Fresh weights of the layers that read: row 0 of `E` stands for no feature."""
    weights: Params = {"E": rng.standard_normal((features + 1, size)) * 0.1}
    for layer in range(len(DILATIONS)):
        weights |= {f"W{layer}": _spread(rng, 3 * size, size), f"b{layer}": np.zeros(size)}
    weights["E"][0] = 0
    return _single(weights)


def scorer(size: int, relations: int, tags: int, shapes: int, rng: np.random.Generator) -> Params:
    """Fresh weights of the scores: arcs, relations, and the parts of speech and inflections that are learnt beside them."""
    zeros = np.zeros(size)
    return _single(
        {
            "root": rng.standard_normal(size) * 0.1,
            **{name: _spread(rng, size, size) for name in ("Wd", "Wh", "Ld", "Lh", "Ll", "Lr")},
            **{"bd": zeros, "bh": zeros, "uh": zeros, "Lb": zeros},
            **{"U": _spread(rng, size, size) * 0.5, "B": rng.standard_normal((CLASSES, size)) * 0.02},
            **{"Bb": np.zeros(CLASSES), "LB": np.zeros((CLASSES, size))},
            **{"Lo": _spread(rng, size, relations), "Lob": np.zeros(relations)},
            **{"P": _spread(rng, size, tags), "Pb": np.zeros(tags)},
            **{"M": _spread(rng, size, shapes), "Mb": np.zeros(shapes)},
        }
    )


def encode(p: Params, batch: dict[str, Any], key: Any, rate: float) -> Any:
    """What the layers make of the rows: `words` are the features of the batch's words, `places` says which stands where.

    Where `hidden` is true, if it is given, the network does not see which word stands there.
    """
    mask = batch["mask"]
    seen = p["E"][batch["words"]].sum(-2)[batch["places"]]
    if "hidden" in batch:
        seen = jnp.where(batch["hidden"][..., None], p["mask"], seen)
    keys = jax.random.split(key, len(DILATIONS) + 1)
    state = _dropped(keys[-1], seen, rate) * mask[..., None]
    for layer, step in enumerate(DILATIONS):
        none = jnp.zeros_like(state[:, :step])
        left, right = jnp.concatenate([none, state[:, :-step]], 1), jnp.concatenate([state[:, step:], none], 1)
        made = jnp.concatenate([left, state, right], -1) @ p[f"W{layer}"] + p[f"b{layer}"]
        state = (state + _dropped(keys[layer], jax.nn.relu(made), rate)) * mask[..., None]
    return state


def tree_loss(p: Params, batch: dict[str, Any], distance: Any, key: Any, rate: float) -> Any:
    """How far the network is from the trees of a batch: heads, relations, and half as much the tags beside them."""
    keys = jax.random.split(key, 4)
    mask = batch["mask"]
    state = encode(p, batch, keys[0], rate)
    rooted = jnp.concatenate([jnp.broadcast_to(p["root"], (state.shape[0], 1, state.shape[2])), state], 1)
    dependents = _dropped(keys[1], jax.nn.relu(state @ p["Wd"] + p["bd"]), rate)
    heads = _dropped(keys[2], jax.nn.relu(rooted @ p["Wh"] + p["bh"]), rate)
    near = jnp.take_along_axis(
        dependents @ p["B"].T + p["Bb"], jnp.broadcast_to(distance, (state.shape[0], *distance.shape)), 2
    )
    scores = dependents @ p["U"] @ jnp.swapaxes(heads, 1, 2) + (heads @ p["uh"])[:, None, :] + near
    allowed = jnp.concatenate([jnp.ones_like(mask[:, :1]), mask], 1)[:, None, :]
    above = jnp.take_along_axis(rooted, batch["head"][..., None], 1)
    apart = jnp.take_along_axis(distance, batch["head"].T, 1).T
    mixed = state @ p["Ld"] + above @ p["Lh"] + p["Lb"] + p["LB"][apart]
    beside = rooted.at[:, 0].set(0)
    for side, name in (("left", "Ll"), ("right", "Lr")):
        mixed += jnp.take_along_axis(beside, batch[side][..., None], 1) @ p[name]
    loss = _missed(jnp.where(allowed > 0, scores, -1e9), batch["head"], mask)
    loss += _missed(_dropped(keys[3], jax.nn.relu(mixed), rate) @ p["Lo"] + p["Lob"], batch["relation"], mask)
    loss += 0.5 * _missed(state @ p["P"] + p["Pb"], batch["tag"], mask)
    return loss + 0.3 * _missed(state @ p["M"] + p["Mb"], batch["shape"], mask * (batch["shape"] >= 0))


def word_loss(p: Params, batch: dict[str, Any], key: Any, rate: float) -> Any:
    """How far the network is from the words that were hidden from it."""
    state = encode(p, batch, key, rate)
    asked = state.reshape(-1, state.shape[-1])[batch["asked"]]
    return _missed(asked @ p["O"] + p["Ob"], batch["answer"], (batch["answer"] >= 0).astype(jnp.float32))


class Learner:
    """Weights on their way down a loss; `rate` is the highest rate, `steps` how many steps there will be."""

    def __init__(self, loss: Callable[..., Any], weights: Params, rate: float, steps: int) -> None:
        self.weights = {name: jnp.asarray(value) for name, value in weights.items()}
        self._moments = {name: (jnp.zeros_like(v), jnp.zeros_like(v)) for name, v in self.weights.items()}
        self._rate, self._steps, self._done = rate, steps, 0
        self._step = _stepper(loss)

    def learn(self, *given: Any) -> float:
        """One step on a batch, given as the loss takes it; the loss before the step."""
        self._done += 1
        rate = self._rate * min(1.0, self._done / 80) * max(0.02, 1 - self._done / self._steps)
        self.weights, self._moments, loss = self._step(self.weights, self._moments, float(self._done), rate, *given)
        return float(loss)

    def result(self) -> dict[str, Any]:
        """The weights as plain arrays."""
        return {name: np.asarray(value) for name, value in self.weights.items()}


_STEPPERS: dict[Callable[..., Any], Any] = {}


def _stepper(loss: Callable[..., Any]) -> Any:
    """The compiled step for a loss; compiled once, however often the network learns anew."""

    def step(weights: Params, moments: Params, count: float, rate: float, *given: Any) -> tuple[Params, Params, Any]:
        value, slope = jax.value_and_grad(loss)(weights, *given)
        size = jnp.sqrt(sum(jnp.sum(part * part) for part in slope.values()))
        scale = jnp.minimum(1.0, _LONGEST_STEP / (size + 1e-9))
        fresh, kept = {}, {}
        for name, weight in weights.items():
            down = slope[name] * scale
            down = down.at[0].set(0) if name == "E" else down
            first = _B1 * moments[name][0] + (1 - _B1) * down
            second = _B2 * moments[name][1] + (1 - _B2) * down * down
            move = (first / (1 - _B1**count)) / (jnp.sqrt(second / (1 - _B2**count)) + 1e-8)
            fresh[name], kept[name] = weight - rate * move, (first, second)
        return fresh, kept, value

    if loss not in _STEPPERS:
        _STEPPERS[loss] = jax.jit(step, donate_argnums=(0, 1), static_argnums=())
    return _STEPPERS[loss]


def _missed(scores: Any, wanted: Any, weight: Any) -> Any:
    """The mean cross-entropy of the wanted choices."""
    found = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(wanted, 0)[..., None], -1)[..., 0]
    return -(found * weight).sum() / jnp.maximum(weight.sum(), 1)


def _dropped(key: Any, values: Any, rate: float) -> Any:
    return jnp.where(jax.random.bernoulli(key, 1 - rate, values.shape), values / (1 - rate), 0)


def _spread(rng: np.random.Generator, rows: int, columns: int) -> Any:
    return rng.standard_normal((rows, columns)) * np.sqrt(2 / (rows + columns))


def _single(weights: Params) -> Params:
    return {name: value.astype(np.float32) for name, value in weights.items()}
