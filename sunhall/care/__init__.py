"""The care hotline 七一关怀热线 and its four ways to help (H14, G7; 000#4).

A request of this line carries a mark that only those who handle it see. Behind it stand a fund,
the promises of departments, volunteers, and a green channel.
"""
