"""Knowledge 知识库 (H12): what the county knows, kept by the departments, for every answer.

Owns: articles of departments and their versions, who wrote and who reviewed them, how long they
hold, how they are found by words, pinyin and everyday phrases, what staff found wrong in them.
Knows no request: who cites an article tells it through the wiring.
"""
