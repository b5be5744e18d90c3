"""Comment threads beside the blocks and passages of a roadmap: asked, answered and closed with a word about what came of it."""
