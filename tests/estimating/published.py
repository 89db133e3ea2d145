"""Published tables of overlapping lists: counts are facts; the publication is cited with each."""

from ledgerstone.estimating import CaptureTable


def _table(lists: str, counts: dict[str, int], scope: str) -> CaptureTable:
    return CaptureTable.from_counts(
        {tuple(int(digit) for digit in pattern): count for pattern, count in counts.items()},
        lists=lists.split(),
        scope=scope,
    )


# Ball, Betts, Scheuren, Dudukovic & Asher 2002, Killings and Refugee Flow in Kosovo (report to the ICTY).
KOSOVO = _table(
    "EXH ABA OSCE HRW",
    {
        "1000": 1131, "0100": 845, "0010": 936, "0001": 306, "1100": 177, "1010": 228, "1001": 106, "0110": 217,
        "0101": 31, "0011": 123, "1110": 181, "1101": 18, "1011": 42, "0111": 32, "1111": 27,
    },
    "killed in Kosovo, March to June 1999",
)  # fmt: skip

# Silverman 2014, Modern slavery: an application of multiple systems estimation (Home Office).
UK = _table(
    "LA NG PF GO GP NCA",
    {
        "100000": 54, "010000": 463, "001000": 907, "000100": 695, "000010": 316, "000001": 57, "110000": 15,
        "101000": 19, "100100": 3, "011000": 56, "010100": 19, "010010": 1, "010001": 3, "001100": 69, "001010": 10,
        "001001": 31, "000110": 8, "000101": 6, "000011": 1, "111000": 1, "110100": 1, "011100": 4, "011001": 3,
        "001101": 1, "111100": 1,
    },
    "potential victims of trafficking in the United Kingdom, 2013",
)  # fmt: skip
UK5 = UK.merge(["PF", "NCA"], into="PFNCA")

# Chao, Tsay, Lin, Shau & Chao 2001, The applications of capture-recapture models to epidemiological data, table 1.
# A later serum screening found 545.
HEPATITIS_A = _table(
    "P Q E",
    {"100": 69, "010": 55, "001": 63, "110": 21, "101": 17, "011": 18, "111": 28},
    "hepatitis A in a college in northern Taiwan, 1995",
)

# Chan, Silverman & Vincent 2021, Multiple systems estimation for sparse capture data, table 2.
ARTIFICIAL = _table("A B C", {"100": 40, "010": 30, "001": 20, "110": 6}, "an artificial example")
