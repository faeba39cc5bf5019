"""Scenes: a way through the lecture, each a question, a setting that fails, one that works, and what they show."""

from collections.abc import Mapping
from types import MappingProxyType

from optimizers.scenes.base import Scene, Setting
from optimizers.scenes.contests import ADAGRAD, LOSES, MANY, TOGETHER
from optimizers.scenes.falling import CALM, KINDS
from optimizers.scenes.memory import CORRECTION, MOMENTUM, RMSPROP
from optimizers.scenes.places import PLATEAU, SADDLE, WELLS
from optimizers.scenes.rates import COST, LARGE, SMALL

SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        scene.key: scene
        for scene in (
            *(COST, SMALL, LARGE, MOMENTUM, RMSPROP, CORRECTION, ADAGRAD),
            *(SADDLE, PLATEAU, WELLS, CALM, KINDS, LOSES, MANY, TOGETHER),
        )
    }
)

__all__ = ["SCENES", "Scene", "Setting"]
