"""The parts of a roadmap's paper, one file each. A part is a function from what a paper is made from to a section."""
