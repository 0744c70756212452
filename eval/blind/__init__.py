"""An honest measure of `drafter check`: errors planted by who has not read its rules.

Nothing here names a rule or takes an expression from one: the kinds are those that editors of
official documents describe, the items are written by hand (eval/defects) or drawn at random.
"""
