"""What lying under another means for two kinds of block, and which blocks the cells and labels have named."""

from collections.abc import Callable, Mapping, Sequence

from roadmaps.bringing_in.drafts import Draft
from roadmaps.bringing_in.filling import STRATEGY, of_kind
from roadmaps.roadmap.kinds.choices import GoalType

Called = Callable[[Sequence[str], str, str], str]
_MOST_STEPS = 20


def tie(drafts: Sequence[Draft], called: Called) -> None:
    """Let drafts lie under each other and point at each other.

    :param called: the key of what is called so among some kinds; empty when nothing is; never the one that asks
    """
    kinds = {draft.key: draft.kind for draft in drafts}
    parents = {draft.key: draft.parent for draft in drafts}
    for draft in drafts:
        _lie(draft, kinds, parents)
        for name, titles in draft.filled.refers.items():
            among = of_kind(draft.kind).asks()[name].refers_to or (STRATEGY,)
            if found := [one for title in titles if (one := called(among, title, draft.key))]:
                draft.points[name] = found


def _lie(draft: Draft, kinds: Mapping[str, str], parents: Mapping[str, str]) -> None:
    under, held = draft.parent, kinds.get(draft.parent, "")
    draft.parent = under if held == "sub_area" or draft.kind == "milestone" else ""
    match draft.kind, held:
        case "activity", "goal":
            draft.points.setdefault("goal", [under])
        case "goal", "goal":
            draft.points.setdefault("part_of", [under])
            draft.filled.content.setdefault("goal_type", GoalType.SUB_GOAL)
        case "goal", "need":
            draft.points.setdefault("answers", [under])
        case "indicator", "goal" | "activity":
            draft.points.setdefault("measures", [under])
        case "goal_conflict", "goal":
            draft.points.setdefault("between", [under])
    if under and not draft.parent and draft.kind in {"goal", "activity"}:
        draft.parent = _sub_area_of(under, kinds, parents)


def _sub_area_of(key: str, kinds: Mapping[str, str], parents: Mapping[str, str]) -> str:
    for _ in range(_MOST_STEPS):
        if not key or kinds.get(key) == "sub_area":
            return key
        key = parents.get(key, "")
    return ""
