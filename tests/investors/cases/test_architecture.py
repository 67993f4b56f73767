"""What the design promises of the code itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
WRITERS = {"investors/cases/workflow.py", "investors/cases/opening.py"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ("investors", "parks", "portal"):
        for path in (ROOT / room).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            if "/migrations/" in name or "investors.cases" not in path.read_text():
                continue
            yield name, ast.parse(path.read_text())


def writes_a_status(tree: ast.Module) -> Iterator[int]:
    """`case.status = …`, `setattr(case, "status", …)`, `….update(status=…)`, bulk updates."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt | ast.expr):
            continue
        targets = list(node.targets) if isinstance(node, ast.Assign) else []
        targets += [node.target] if isinstance(node, ast.AnnAssign | ast.AugAssign) else []
        if any(isinstance(one, ast.Attribute) and one.attr == "status" for one in targets):
            yield node.lineno
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
        if (called == "update" and any(word.arg == "status" for word in node.keywords)) or (
            called in ("setattr", "bulk_update") and "status" in texts
        ):
            yield node.lineno


def test_nothing_but_move_and_opening_writes_the_status_of_a_case() -> None:
    found = {f"{name}:{line}" for name, tree in sources() for line in writes_a_status(tree)}
    assert {place for place in found if place.split(":")[0] not in WRITERS} == set()


def test_the_check_itself_finds_what_it_looks_for() -> None:
    bad = "case.status = 1\nCase.objects.update(status=2)\nsetattr(case, 'status', 3)\n"
    assert list(writes_a_status(ast.parse(bad))) == [1, 2, 3]
