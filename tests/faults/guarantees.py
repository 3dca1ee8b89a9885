"""What must hold in every world of the model (R1 to R5), and when one has come to its end."""

from tests.faults.worlds import STEPS, World


def fault_in(world: World) -> str:
    """Which guarantee this world breaks, in words; empty when it keeps all of them."""
    row = world.row
    if world.erased and row is not None:
        return "R5: an erased row is back"
    if any(worker.at == "settle" and worker.saw_end for worker in world.workers):
        return "R5: a letter that was taken up after the end"
    if row is not None and row.state == "due" and not row.waits:
        is_planned = row.planned_answered == world.answered
        if not is_planned:
            return "R4: the plan is not that of the facts"
    return next(filter(None, (_fault_of(world, step) for step in STEPS)), "")


def _fault_of(world: World, step: int) -> str:
    count, excused = world.accepted[step - 1], world.excuses[step - 1]
    outcome = world.row.outcomes[step - 1] if world.row else ""
    if count > 2:
        return "R3: a third letter"
    if count > 1 and not excused:
        return "R1, R2: a second letter without a lost or late event"
    if outcome == "sent" and not count:
        return "R4: written down as sent, and never sent"
    if outcome == "unknown" and world.fault_free:
        return "R1: unknown without a fault"
    return ""


def is_over(world: World) -> bool:
    """Every reminder ended: sent, ended by the person, or unknown (R4)."""
    if world.row is None:
        return world.erased
    return world.row.state == "over" and "" not in world.row.outcomes
