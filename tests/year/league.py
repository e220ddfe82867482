"""What the year adds up to, worked out by hand from the tables of `fates`. Nothing here is computed.

The league on 15 January 2027, for the year 2026. By its present days:

VPĐP, 17 leads: 12 in time (I.1, I.2, I.6, I.9, II.1, II.2, II.3, II.5, II.13, II.14, III.2, IV.2), 2 late (I.5, excused; IV.1),
  2 in term when the programme was closed (II.6, which was never done, and V.2, handed in on 30/12 and waiting), 1 suspended (V.1).
  It owed 18 things by a day of 2026, III.2 twice: 14 in time (the 12, III.2 once more, and V.2), 2 late, 2 whose day, 31/12, was
  not over (II.6, V.1). One report was sent back: I.9.
  By the first days II.1 (25/9 for 30/6), II.5 (20/8 for 30/6) and II.14 (30/10 for 30/9) are late, and IV.1 (15/10 for 31/12) is not.
STC, 18 leads less K10, which is cancelled: 11 in time (I.3, I.4, II.7, II.10, II.12, K1, K3, K4, K5, K6, K13), 3 late (II.8, II.13,
  II.14), 2 overdue (II.15, K16), 1 undated (K12). By a day it owed 18: 13 in time (K3 twice, K12 the report it was asked for),
  3 late, 2 missing. Sent back: II.8. By the first days K13 (28/9 for 30/6) is late.
SNNMT, 6 leads and K11 from 15/6 on: 5 in time (I.10, II.1, II.9, K11, K14.3), 2 late (II.3, K8). By the first days II.1 is late.
SXD, 4 leads and K7 from 20/6 on: 2 in time (II.4, II.15), 3 late (II.11; K2 for the report it was asked for; K7 for one Wednesday).
  By a day it owed 32: the 3 of the programme, that report, 28 Wednesdays; 29 in time.
BQL, K14.2 and K7: 1 and 28 Wednesdays, all in time.
BCĐ: III.2, June in time and the year late.       SDTTG: I.8, in term when the programme was closed, and so due on no day yet.
SYT, 4 leads: K21 in time, K20 late, K18 done without a day, K19 not done and without a day; two of them owed by a day.
SKHCN: K15 in time, K17 undated.                  SCT: K14.1 in time, K14.4 late.
TK: I.7. SNV: K9. SVHTTDL: K14.5, overdue. SGDĐT: K21, late.
TTPTQĐ led K11 only, until 15/6: it is in no cell, owes nothing, and does not stand in the league.

Of the communes 98 were in time both times. xa-ngoc-to was in time for June, all it ever owed. xa-thanh-an was late for June.
xa-co-do (June), xa-vinh-thanh (the year) and xa-lai-hoa (both) have not sent what they owe.

III.1, led by nobody in particular, stands in no league: it is among the tasks of the programme, overdue, with 2 reports missing.
"""

from typing import Any

from tests.year.fates import rows

# How many are in each cell; completed ÷ all; in time ÷ (in time + late + overdue); handed in by its day ÷ due in the window;
# delays, of which excused; returns. Cells in which nobody ends (awaiting_event) are left out.
LEAGUE = """
lead     total  overdue  in_term  undated  suspended  late  on_time  done-undated  completion  on-time  reporting  delays  excused  returns

VPĐP     17     0        2        0        1          2     12       0             14/17       12/14    14/16      2       1        1
STC      17     2        0        1        0          3     11       0             14/17       11/16    13/18      5       0        1
SNNMT    7      0        0        0        0          2     5        0             7/7         5/7      5/7        2       0        0
SXD      5      0        0        0        0          3     2        0             5/5         2/5      29/32      3       0        0
TK       1      0        0        0        0          0     1        0             1/1         1/1      1/1        0       0        0
SDTTG    1      0        1        0        0          0     0        0             0/1         0/0      0/0        0       0        0
BCĐ      1      0        0        0        0          1     0        0             1/1         0/1      1/2        1       0        0
SNV      1      0        0        0        0          0     1        0             1/1         1/1      1/1        0       0        0
SCT      2      0        0        0        0          1     1        0             2/2         1/2      1/2        1       0        0
BQL      2      0        0        0        0          0     2        0             2/2         2/2      29/29      0       0        0
SVHTTDL  1      1        0        0        0          0     0        0             0/1         0/1      0/1        1       0        0
SKHCN    2      0        0        1        0          0     1        0             1/2         1/1      1/1        0       0        0
SYT      4      0        0        1        0          1     1        1             3/4         1/2      1/2        1       0        0
SGDĐT    1      0        0        0        0          1     0        0             1/1         0/1      0/1        1       0        0
"""

COMMUNES = """
commune        total  overdue  in_term  undated  suspended  late  on_time  done-undated  completion  on-time  reporting  delays  excused  returns

98-of-them     1      0        0        0        0          0     1        0             1/1         1/1      2/2        0       0        0
xa-ngoc-to     1      0        0        0        0          0     1        0             1/1         1/1      1/1        0       0        0
xa-thanh-an    1      0        0        0        0          1     0        0             1/1         0/1      1/2        1       0        0
xa-co-do       1      1        0        0        0          0     0        0             0/1         0/1      1/2        1       0        0
xa-vinh-thanh  1      1        0        0        0          0     0        0             0/1         0/1      1/2        1       0        0
xa-lai-hoa     1      1        0        0        0          0     0        0             0/1         0/1      0/2        2       0        0
"""

# The rows that are others by the first days that were fixed.
BY_FIRST_DAYS = """
lead     total  overdue  in_term  undated  suspended  late  on_time  done-undated  completion  on-time  reporting  delays  excused  returns

VPĐP     17     0        2        0        1          4     10       0             14/17       10/14    12/16      4       1        1
STC      17     2        0        1        0          4     10       0             14/17       10/16    12/18      6       0        1
SNNMT    7      0        0        0        0          3     4        0             7/7         4/7      4/7        3       0        0
"""

# Tasks and leads in each cell, and what was owed by a day. The programme stays as it was on 31/12, when it was closed.
#
# Programme, 32 tasks: 3 overdue (II.15, III.1, III.3, all for more than 90 days), 3 in term (I.8, II.6, V.2), 1 suspended (V.1),
#   8 late (I.5, II.3, II.8, II.11, II.13, II.14, III.2, IV.1), 17 in time. By the first days II.1 and II.5 are late, IV.1 is not.
#   140 leads: the 103 communes (99 in time, 1 late, 3 overdue), VPĐP 17, STC 9 (5 in time, 3 late, 1 overdue), SNNMT 4 (1 late),
#   SXD 3 (1 late), TK, SDTTG, BCĐ, and nobody for III.1. By the first days II.1 twice, II.5 and II.14 are late too, IV.1 is not.
#   245 things owed by a day: 34 completions, 212 reports, less the one of Ngọc Tố for the year that Gia Hòa's own covers.
# Conclusions, 25 tasks less K10: 2 overdue (K14.5, K16), 3 undated (K12, K17, K19), 6 late (K2, K7, K8, K14.4, K20, K21),
#   1 done without a day (K18), 12 in time. 26 leads: K21 and K7 have two each, and of the two of K21 one is in time, of K7 too.
#   78 owed by a day: 56 Wednesdays (1 late), 2 reports asked for (1 late), K1's, K3's two, and 17 completions by 30/6 or another day.
#   By the first days K13 is late.
PLANS = """
plan         of           overdue  in_term  undated  suspended  late  on_time  done-undated

programme    tasks        3        3        0        1          8     17       0
programme    leads        5        3        0        1          9     122      0
conclusions  tasks        2        0        3        0          6     12       1
conclusions  leads        2        0        3        0          6     14       1
"""
PLANS_BY_FIRST_DAYS = """
plan         of           overdue  in_term  undated  suspended  late  on_time  done-undated

programme    tasks        3        3        0        1          9     16       0
programme    leads        5        3        0        1          12    119      0
conclusions  tasks        2        0        3        0          7     11       1
conclusions  leads        2        0        3        0          7     13       1
"""
OWED = """
plan         basis     due  on_time  late  missing  upcoming

programme    current   242  226      9     7        3
programme    original  242  223      12    7        3
conclusions  current   78   70       6     2        0
conclusions  original  78   69       7     2        0
"""

CELLS = (
    "overdue",
    "in_term",
    "undated",
    "suspended",
    "completed_late",
    "completed_on_time",
    "completed_undated",
)
RATES = ("completion", "on_time", "reporting")


def written(row: dict[str, Any]) -> list[str]:
    """A row of the league as the tables above write it, less its name."""
    told = [f"{one['numerator']}/{one['denominator']}" for one in (row["rates"][name] for name in RATES)]
    counts = [row[name] for name in ("delays", "delays_excused", "returns")]
    return [str(row["total"]), *in_cells(row["cells"]), *told, *map(str, counts)]


def in_cells(cells: dict[str, int]) -> list[str]:
    assert cells["awaiting_event"] == 0
    return [str(cells[name]) for name in CELLS]


def table(text: str) -> dict[str, list[str]]:
    return {name: told for name, *told in rows(text)}
