"""Tokens -> names and whom they mean: the mentions stage."""

from musnad.mentions.stage import Mentions, make_mentions

__all__ = ["Mentions", "make_mentions"]
