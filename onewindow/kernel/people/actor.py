"""Who is acting: built once a request, passed to every action and query."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Held:
    """A role held at a unit."""

    role: str
    unit_id: int
    unit_path: str
    unit_name: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a member of staff or a program at work, with what they hold today.

    `helping` are the cases another unit asked this one to countersign.
    """

    id: int
    kind: str
    name: str
    person_id: int | None = None
    organisations: tuple[int, ...] = ()
    held: tuple[Held, ...] = ()
    helping: tuple[int, ...] = ()
    superuser: bool = False
    home: str = field(default="")  # path of the unit one works at

    @property
    def staff(self) -> bool:
        """True for members of staff and programs with a grant."""
        return bool(self.held)

    def holds(self, role: str) -> bool:
        """True when the role is held anywhere."""
        return any(one.role == role for one in self.held)

    @property
    def unit(self) -> Held | None:
        """The unit one works at: of the first grant."""
        return self.held[0] if self.held else None


SYSTEM_ACTOR = Actor(0, "system", "系统")
NOBODY = Actor(-1, "nobody", "")
