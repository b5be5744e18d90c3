"""Where what can be found comes from: one file for each sort, or for those that are alike."""

from collections.abc import Mapping

from roadmaps.glossary.queries import GLOSSARY_ID
from roadmaps.glossary.rules import GLOSSARY
from roadmaps.search.documents import Source
from roadmaps.search.models import Sort
from roadmaps.search.sources.blocks import Blocks
from roadmaps.search.sources.comments import Comments
from roadmaps.search.sources.directory import Areas, Organisations
from roadmaps.search.sources.explained import Explained
from roadmaps.search.sources.snapshots import Snapshots
from roadmaps.search.sources.suggestions import Suggestions
from roadmaps.strategy.queries import STRATEGY_ID
from roadmaps.strategy.rules import STRATEGY

_ALL: tuple[Source, ...] = (
    Areas(),
    Organisations(),
    Explained(Sort.TERM, GLOSSARY_ID, GLOSSARY),
    Explained(Sort.STRATEGY, STRATEGY_ID, STRATEGY),
    Blocks(),
    Comments(),
    Suggestions(),
    Snapshots(),
)
SOURCES: Mapping[Sort, Source] = {source.sort: source for source in _ALL}
