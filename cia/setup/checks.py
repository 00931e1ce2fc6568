"""Everything that must hold before a change is kept: the guards one by one, then the tests."""

import subprocess
import sys
import time

from cia.setup.environment import ENVIRONMENT

GUARDS = {
    "ruff, layout": ["ruff", "format", "--check", "."],
    "ruff, rules": ["ruff", "check", "."],
    "import-linter": ["lint-imports"],
    "djlint": ["djlint", "templates", "--lint", "--quiet"],
    "mypy": ["mypy"],
}
TESTS = {
    "test": ["-m", "not long"],
    "long": [],
    "noninterference": ["tests/release/test_noninterference.py"],
}
WITHOUT_GUARDS = {"noninterference"}


def main(command: str) -> int:
    """Run all of it; 0 when all of it holds. Said last is the tests' summary, or which guards failed besides."""
    guards = {} if command in WITHOUT_GUARDS else GUARDS
    failed = [name for name, words in guards.items() if not _holds(name, words)]
    tests = [sys.executable, "-m", "pytest", "-n", "2", "--durations", "10", *TESTS[command]]
    print("== pytest", flush=True)
    result = subprocess.run(tests, check=False).returncode
    if failed:
        print(f"Failed besides the tests above: {', '.join(failed)}")
    return result or int(bool(failed))


def _holds(name: str, words: list[str]) -> bool:
    started_at = time.monotonic()
    program, *rest = words
    command = [str(ENVIRONMENT / "bin" / program), *rest]
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    holds = done.returncode == 0
    print(f"== {name}: {'holds' if holds else 'FAILS'} ({time.monotonic() - started_at:.1f} s)", flush=True)
    if not holds:
        print(done.stdout + done.stderr, flush=True)
    return holds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
