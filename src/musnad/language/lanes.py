"""Rows of small whole numbers, each row held in one long integer, so that adding two rows is one addition.

A number takes 32 bits of the integer, its lane; a negative one borrows from the lane above it, which `numbers` undoes (adding
many numbers in one word: Lamport 1975, "Multiple byte processing with full-word instructions"). Sums must stay below 2**31
in amount.
"""

import sys
from array import array
from collections.abc import Iterable

WIDTH = 32


def lanes(numbers: Iterable[tuple[int, int]]) -> int:
    """The row that has some numbers at some places, given as place and number, and 0 everywhere else."""
    return sum(number << (WIDTH * place) for place, number in numbers)


def shifted(row: int, places: int) -> int:
    """The row with its numbers so many places further on."""
    return row << (WIDTH * places)


class Lanes:
    """Reads rows of a fixed length."""

    def __init__(self, count: int) -> None:
        self._signs = sum(1 << (WIDTH * place + WIDTH - 1) for place in range(count))
        self._bytes = count * WIDTH // 8

    def numbers(self, row: int) -> "array[int]":
        """The numbers of a row."""
        made = array("i", ((row + self._signs) ^ self._signs).to_bytes(self._bytes, "little"))
        if sys.byteorder == "big":
            made.byteswap()
        return made
