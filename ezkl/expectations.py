"""What had to be accepted or refused and what was, as a table."""


class Expectations:
    def __init__(self):
        self.rows = []

    def note(self, what, expected, accepted):
        """expected: `accepted` or `refused`."""
        self.rows.append((what, expected, "accepted" if accepted else "refused"))

    def held(self):
        return all(expected == found for _, expected, found in self.rows)

    def table(self):
        rows = [("", "expected", "found"), *self.rows]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for what, expected, found in rows:
            remark = "" if expected == found or not what else "   NOT AS EXPECTED"
            yield f"{what:{widths[0]}}  {expected:{widths[1]}}  {found}{remark}".rstrip()
