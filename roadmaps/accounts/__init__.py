"""People, the organisations that they act for, and how they sign in. What they may do in an area is told one floor up."""
