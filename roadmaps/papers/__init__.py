"""Papers: what leaves the site to be read elsewhere, as one tree that every format is written from.

A room builds a `tree.Paper` of its matter, in one language, and each format reads the tree: web page, PDF, Word,
OpenDocument and Markdown say the same. Nothing here knows what a roadmap is, nothing asks the network, and the same tree
gives the same bytes.
"""
