"""Makes the sample workbooks from figures/*.csv: ``python data/samples/make.py`` writes published/ and partnership/.

The figures are the source; the workbooks are kept beside them so that they can be used without running this.
The same figures give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import partnership
import published

HERE = Path(__file__).parent


def main(folder: Path = HERE) -> None:
    """Writes both folders of workbooks under ``folder``."""
    for path in published.make(folder / "published") + partnership.make(folder / "partnership"):
        print(path.relative_to(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
