"""What may happen with pulses: they are prepared in `preparing`, held in `holding` and answered in `answering`."""

from roadmaps.pulse.rules import answering, holding, preparing

__all__ = ["answering", "holding", "preparing"]
