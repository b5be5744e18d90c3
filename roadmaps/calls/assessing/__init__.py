"""The sheet on which an application is assessed: what the roadmap says to it, drawn together, and what its leaders think."""
