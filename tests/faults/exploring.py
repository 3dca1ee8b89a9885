"""Every world a model can reach, breadth first, so that the shortest way to a fault is shown."""

from collections import deque
from dataclasses import dataclass, field

from tests.faults.guarantees import fault_in, is_over
from tests.faults.model import Model
from tests.faults.worlds import World, start

ACTIONS = ("", "answer", "edit", "stop", "erase")


@dataclass
class Explored:
    """`fault` is the first broken guarantee, `way` the worlds that lead there."""

    fault: str = ""
    way: list[World] = field(default_factory=list)
    worlds: int = 0


def explore(model: Model, workers: int, faults: int, action: str = "") -> Explored:
    """Visits all, or stops at the first fault. A world from which nothing can end any more is
    a fault too (R4)."""
    first = start(workers, faults, action)
    came_from: dict[World, World | None] = {first: None}
    before: dict[World, list[World]] = {first: []}
    ahead = deque([first])
    while ahead:
        world = ahead.popleft()
        if fault := fault_in(world):
            return Explored(fault, _way(came_from, world), len(came_from))
        for after in model.steps(world):
            if after not in came_from:
                came_from[after] = world
                before[after] = []
                ahead.append(after)
            before[after].append(world)
    stuck = _stuck(before)
    if stuck:
        return Explored("R4: it never ends", _way(came_from, stuck), len(came_from))
    return Explored(worlds=len(came_from))


def _stuck(before: dict[World, list[World]]) -> World | None:
    """A world from which no end can be reached."""
    ends = [world for world in before if is_over(world)]
    reached, ahead = set(ends), deque(ends)
    while ahead:
        for world in before[ahead.popleft()]:
            if world not in reached:
                reached.add(world)
                ahead.append(world)
    return next((world for world in before if world not in reached), None)


def _way(came_from: dict[World, World | None], end: World) -> list[World]:
    way: list[World] = []
    world: World | None = end
    while world is not None:
        way.append(world)
        world = came_from[world]
    return way[::-1]
