"""The doors of this room: reading in `reading`, telling in `telling`, what those who lead do with what has come in
in `sorting`, candidates in `wording`, and what is decided about them in `deciding`.
"""

from roadmaps.discovery.views import deciding, reading, sorting, telling, wording
from roadmaps.discovery.views.blueprint import pages

__all__ = ["deciding", "pages", "reading", "sorting", "telling", "wording"]
