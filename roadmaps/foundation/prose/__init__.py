"""The one door from Markdown to HTML.

Text is rendered when it is written, never in a reader's request: hostile input can hang or crash any parser of
Markdown. Limits that take linear time come first; then a worker process parses, cleans twice, and is stopped when it
takes too long. What comes back may be stored and shown as it is.
"""

from roadmaps.foundation.prose.files import files_in
from roadmaps.foundation.prose.limits import LARGEST, TooComplex
from roadmaps.foundation.prose.plain import excerpt, plain
from roadmaps.foundation.prose.rendering import RENDERER, render
from roadmaps.foundation.prose.tidying import tidy
from roadmaps.foundation.prose.wiki_links import link_labels

__all__ = ["LARGEST", "RENDERER", "TooComplex", "excerpt", "files_in", "link_labels", "plain", "render", "tidy"]
