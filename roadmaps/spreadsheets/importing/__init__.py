"""How a spreadsheet comes back: read, compared with what is there, shown, and then written wholly or not at all."""
