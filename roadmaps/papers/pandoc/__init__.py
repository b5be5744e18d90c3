"""What Word and OpenDocument share: the tree as pandoc's own, pandoc within limits, and files of XML made tidy.

Pandoc gets its own tree as JSON, never text to be read, and nothing of it raw: what people have written is only ever the
text of a string. It runs in its sandbox. What it cannot write (repeated heads of rows, sections on their side, answers to
comments) goes along as a direction, a paragraph of a style that only this house uses, and is carried out afterwards.
"""
