"""What may happen to calls: added and changed, answered by organisations, told of, and applications assessed."""
