"""Pictures and files that stand in texts: taken in, made harmless, kept by what they contain, and shown to who may read."""
