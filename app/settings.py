"""The settings of a process, from the environment (`TIENDO_…`) or the command line; made once, in `cli` or a test."""

from pathlib import Path

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="TIENDO_", extra="ignore")

    database_url: SecretStr | None = Field(None, description="postgresql://… of the login that serves.")
    database_owner_url: SecretStr | None = Field(None, description="postgresql://… of the login that migrates.")
    data_dir: Path = Field(
        Path(".data"), description="Where attached files lie, and the embedded server when no database_url is set."
    )
    storage_url: str | None = Field(
        None,
        pattern=r"^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$",
        description="s3://bucket/prefix for attached files; a folder of data_dir when none is set.",
    )
    storage_endpoint: str | None = Field(
        None, pattern=r"^https?://", description="Of a server that speaks S3; unset for that of the region."
    )
    storage_region: str | None = None
    storage_access_key_id: SecretStr | None = None
    storage_secret_access_key: SecretStr | None = None
    bootstrap_token: SecretStr | None = Field(None, min_length=32, description="Installed as an admin token at start.")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1

    @field_validator("database_url", "database_owner_url")
    @classmethod
    def _of_postgresql(cls, url: SecretStr | None) -> SecretStr | None:
        """Libpq takes `postgres://` for the same; anything else is a mistake, and is told without showing the password."""
        if url is None:
            return None
        scheme, separator, rest = url.get_secret_value().partition("://")
        if not separator or scheme not in ("postgresql", "postgres"):
            raise ValueError("địa chỉ bắt đầu bằng postgresql:// / the address begins with postgresql://")
        return SecretStr(f"postgresql://{rest}")

    @model_validator(mode="after")
    def _both_or_serving(self) -> "Settings":
        if self.database_owner_url is not None and self.database_url is None:
            raise ValueError(
                "có TIENDO_DATABASE_OWNER_URL thì cần cả TIENDO_DATABASE_URL"
                " / TIENDO_DATABASE_OWNER_URL needs TIENDO_DATABASE_URL beside it"
            )
        return self
