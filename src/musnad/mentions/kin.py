"""Ties of kinship between the people of a page («نجليه: صدام وخالد»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.model import Document, Entity

if TYPE_CHECKING:
    from musnad.mentions.entities import Cluster


class Kin:
    """Ties people by the kinship words before their names."""

    def tied(self, document: Document, entities: tuple[Entity, ...], clusters: list[Cluster]) -> tuple[Entity, ...]:
        """The entities with their relations."""
        return entities
