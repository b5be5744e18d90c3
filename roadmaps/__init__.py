"""Färdplan: a region's actors write their smart specialisation roadmaps together."""

import os

# openpyxl would read files with lxml where some other package has brought that along: another parser than the one that is
# tested, and without the guards of defusedxml. It looks at this when it is imported first.
os.environ["OPENPYXL_LXML"] = "False"

__version__ = "0.1.0"
