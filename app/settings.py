"""The settings of a process, from the environment (`TIENDO_…`) or the command line; made once, in `cli` or a test."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TIENDO_", extra="ignore")

    database_url: SecretStr | None = Field(None, description="postgresql://… of the login that serves.")
    database_owner_url: SecretStr | None = Field(None, description="postgresql://… of the login that migrates.")
    data_dir: Path = Field(Path(".data"), description="Where the embedded server lives when no database_url is set.")
    bootstrap_token: SecretStr | None = Field(None, min_length=32, description="Installed as an admin token at start.")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
