"""What may happen in weighing: criteria set, rounds prepared and held, points and dots given, recommendations frozen."""
