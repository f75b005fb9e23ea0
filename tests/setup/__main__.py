"""Gets what pip cannot bring: a browser, validators, programs. `make test` runs this first.

python tests/setup             get what is missing
python tests/setup --report    say loudly which tests could not run
"""

import sys

import ensure_browser
import ensure_programs
import ensure_validators

ENSURE = (ensure_browser, ensure_validators, ensure_programs)
BAR = "!" * 80

if "--report" in sys.argv:
    for missing in filter(None, (tool.missing() for tool in ENSURE)):
        print(f"{BAR}\n!!  {missing}\n{BAR}", file=sys.stderr)
    sys.exit(0)
sys.exit(max(tool.main() for tool in ENSURE))
