"""The Flask floor: what every room's doors stand on. It has no tables and knows no room."""
