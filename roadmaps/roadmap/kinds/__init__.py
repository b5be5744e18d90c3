"""The kinds of block that a roadmap is made of: one file each, and a line in the table below, in reading order."""

from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.kinds.activity import Activity
from roadmaps.roadmap.kinds.background import Background
from roadmaps.roadmap.kinds.goal import Goal
from roadmaps.roadmap.kinds.goal_conflict import GoalConflict
from roadmaps.roadmap.kinds.indicator import Indicator
from roadmaps.roadmap.kinds.milestone import Milestone
from roadmaps.roadmap.kinds.need import Need
from roadmaps.roadmap.kinds.responsibility import Responsibility
from roadmaps.roadmap.kinds.sub_area import SubArea
from roadmaps.roadmap.kinds.vision import Vision

ROADMAP_KINDS: tuple[type[Kind], ...] = (
    Vision,
    Background,
    SubArea,
    Need,
    Goal,
    Activity,
    Milestone,
    Responsibility,
    Indicator,
    GoalConflict,
)
