"""Papers 公文: official letters and reports as PDF, in the layout of GB/T 9704. No business word.

`printing.letter(...)` and `printing.report(...)` give bytes, the same for the same input;
`store.keep_paper` keeps them under a check code with their hash in the journal.
"""
