"""Where generated clients, and what makes and runs them, lie: nothing of it is in the repository."""

from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BUILD = HERE / "build"
SCENARIOS = HERE / "scenarios"
STAND_INS = HERE / "java"

# The environment that make installs from requirements.lock, and the folder of what package.json names.
PYTHON = HERE / ".venv/bin/python"
OPENAPI_PYTHON_CLIENT = HERE / ".venv/bin/openapi-python-client"
NODE_TOOLS = HERE / "node_modules/.bin"


def generator_jar() -> Path:
    """With all that it is made of, Jackson among it: what a Java client needs, but for two classes (see `java/`)."""
    (jar,) = HERE.glob(".venv/lib/python*/site-packages/openapi_generator_cli/openapi-generator.jar")
    return jar
