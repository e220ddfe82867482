"""The settings of a process, from the environment (`TIENDO_…`) or the command line; made once, in `cli` or a test."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.kernel.clock import Clock, offset_of, sandbox_clock, system_clock
from app.kernel.rates import Rate, Rates

INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})")
OFFSET = re.compile(r"[+-]?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
# So far every day stays one that the service can write.
FURTHEST = timedelta(days=36_525)

RATE = re.compile(r"([1-9]\d{0,8})/([1-9]\d{0,4})")
OFF = "off"


def _rate(written: object) -> object:
    if not isinstance(written, str):
        return written
    found = RATE.fullmatch(written)
    if found is None and written != OFF:
        raise ValueError(
            "viết số yêu cầu/số giây (500/10), hoặc off / write requests/seconds (500/10), or off to have no limit"
        )
    return None if found is None else Rate(int(found[1]), int(found[2]))


# `NoDecode`: pydantic-settings would read the value of a field that is no plain text as JSON.
RateSetting = Annotated[Rate | None, NoDecode, BeforeValidator(_rate)]


def _or_off(written: object) -> object:
    return None if written == OFF else written


OrOff = Annotated[int | None, BeforeValidator(_or_off)]


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
    clock: datetime | timedelta | None = Field(
        None,
        description="Only for a sandbox: the instant it is when the service starts (RFC 3339), or how far its clock is ahead of "
        "the real one (ISO 8601: P30D, -P1DT6H), which restarts keep. Tokens go by the real clock.",
    )
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    rate_reads: RateSetting = Field(
        Rate(500, 10), description="Requests/seconds of a credential that read, all at once if it likes; off: no limit."
    )
    rate_writes: RateSetting = Field(Rate(200, 10), description="The same of those that write.")
    rate_anonymous: RateSetting = Field(
        Rate(300, 10), description="The same of an address, for requests that show no token the service has met before."
    )
    rate_at_once: OrOff = Field(
        2,
        ge=1,
        description="How many requests of a credential one process works on at the same time, the others wait; off: all.",
    )
    rate_table: Path | None = Field(None, description="Set by `serve`, for its workers: where they count together.")

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

    @field_validator("clock", mode="before")
    @classmethod
    def _instant_or_offset(cls, written: object) -> object:
        """Pydantic would take a bare number for seconds since 1970, and an instant without a zone for anybody's."""
        if isinstance(written, str) and not INSTANT.fullmatch(written) and not OFFSET.fullmatch(written):
            raise ValueError(
                "viết theo RFC 3339 có múi giờ (2026-06-19T08:00:00+07:00) hoặc khoảng thời gian ISO 8601 (P30D, -P1D)"
                " / write an instant of RFC 3339 with its zone (2026-06-19T08:00:00+07:00) or a duration of ISO 8601 (P30D, -P1D)"
            )
        return written

    @field_validator("clock")
    @classmethod
    def _within_a_century(cls, clock: datetime | timedelta | None) -> datetime | timedelta | None:
        if clock is not None and abs(offset_of(clock, system_clock())) > FURTHEST:
            raise ValueError("lệch quá 100 năm so với hiện tại / more than 100 years from now")
        return clock

    @model_validator(mode="after")
    def _both_or_serving(self) -> "Settings":
        if self.database_owner_url is not None and self.database_url is None:
            raise ValueError(
                "có TIENDO_DATABASE_OWNER_URL thì cần cả TIENDO_DATABASE_URL"
                " / TIENDO_DATABASE_OWNER_URL needs TIENDO_DATABASE_URL beside it"
            )
        return self

    def its_rates(self) -> Rates:
        return Rates(self.rate_reads, self.rate_writes, self.rate_anonymous, self.rate_at_once)

    def its_clock(self) -> Clock:
        return sandbox_clock(self.clock, system_clock) or system_clock
