"""What is written is what is shown: the editor's reading of Markdown against the server's."""
