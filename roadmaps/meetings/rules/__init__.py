"""What may change about meetings: planning in `planning`, asking people in `inviting`, what is written down during and
after one in `writing`, who was there in `attending`, and what becomes of what was said in `settling`.
"""

from roadmaps.meetings.rules import attending, inviting, planning, settling, writing
from roadmaps.meetings.rules.planning import MeetingFacts, plan_meeting

__all__ = ["MeetingFacts", "attending", "inviting", "plan_meeting", "planning", "settling", "writing"]
