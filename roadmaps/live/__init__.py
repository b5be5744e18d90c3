"""Several write in the same text at once; what they wrote becomes an ordinary revision of all of them."""
