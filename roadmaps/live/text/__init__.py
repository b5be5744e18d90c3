"""The text that several write: what each sends, read and checked; what it all comes to; and whose words are whose."""
