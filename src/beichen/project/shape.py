"""What every mapping of a project's files shares: keys that are known, and the line of each."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from beichen.errors import Where
from beichen.project.document import Mapped, place_of


class Shape(BaseModel):
    """A YAML mapping with known keys; remembers where each was written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False, defer_build=True)

    noun: ClassVar[str] = "this"  # as in "unknown key 'x' in …"

    _raw: Mapped = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, Mapped):
            return handler(data)
        data.noun, data.known = cls.noun, cls.keys()
        shape = handler(_without_empty_sections(cls, data))
        # Set past the frozen model: it is not a field.
        object.__setattr__(shape, "__pydantic_private__", {"_raw": data})
        return shape

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that the mapping may have."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())

    def at(self, *path: str | int) -> Where:
        """Where the mapping was written, or what `path` leads to in it."""
        return place_of(self._raw, path, self._raw.file)

    def gives(self, key: str) -> bool:
        """True when the key was written, and not left to its default."""
        return key in self._raw


def refused(message: str, hint: str | None = None) -> PydanticCustomError:
    """An error that a field's validator raises; `message` reads on from the field's name."""
    return PydanticCustomError("refused", "{message}", {"message": message, "hint": hint})


def _without_empty_sections(cls: type[Shape], data: Mapped) -> Any:
    """A section without items (`metrics:` and nothing below) counts as absent; an empty value does not."""
    empty = [key for key, value in data.items() if value is None]
    if not empty:
        return data
    sections = {f.alias or name for name, f in cls.model_fields.items() if f.default_factory in (list, dict)}
    for key in empty:
        if key in data.known and key not in sections:
            raise PydanticCustomError("empty_value", "{key}", {"key": key})
    return {key: value for key, value in data.items() if value is not None or key not in sections}
