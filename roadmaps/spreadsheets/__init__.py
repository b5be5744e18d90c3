"""The plan as spreadsheets that can be worked in and brought back."""
