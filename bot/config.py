"""Settings: everything optional, read once, passed on, never a global."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _env(*names: str) -> AliasChoices:
    return AliasChoices(*names)


class Settings(BaseSettings):
    """What can be set by environment variables or a `.env` file. What is missing switches a feature off, and `run` says so."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, populate_by_name=True, env_ignore_empty=True
    )

    data: Path = Field(default=Path("data"), validation_alias=_env("FAIRLANCE_DATA"))
    database_url: str = Field(default="", validation_alias=_env("DATABASE_URL"))
    chroma_url: str = Field(default="", validation_alias=_env("CHROMA_URL"))
    model: str = Field(default="", validation_alias=_env("FAIRLANCE_MODEL"))
    embeddings: str = Field(default="", validation_alias=_env("FAIRLANCE_EMBEDDINGS"))
    tokens_per_day: int = Field(default=60_000, ge=0, validation_alias=_env("FAIRLANCE_TOKENS_PER_DAY"))
    openai_api_key: SecretStr | None = Field(default=None, validation_alias=_env("OPENAI_API_KEY"))
    openai_base_url: str = Field(default="", validation_alias=_env("OPENAI_BASE_URL"))
    telegram_token: SecretStr | None = Field(
        default=None, validation_alias=_env("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN")
    )
    telegram_base_url: str = Field(default="", validation_alias=_env("TELEGRAM_BASE_URL"))
    telegram_webhook_url: str = Field(default="", validation_alias=_env("TELEGRAM_WEBHOOK_URL"))
    telegram_webhook_secret: SecretStr | None = Field(default=None, validation_alias=_env("TELEGRAM_WEBHOOK_SECRET"))
    telegram_webhook_listen: str = Field(default="127.0.0.1:8443", validation_alias=_env("TELEGRAM_WEBHOOK_LISTEN"))
    discord_token: SecretStr | None = Field(default=None, validation_alias=_env("DISCORD_TOKEN", "DISCORD_BOT_TOKEN"))
    discord_api_url: str = Field(default="", validation_alias=_env("DISCORD_API_URL"))
    secret: SecretStr | None = Field(default=None, validation_alias=_env("FAIRLANCE_SECRET"))
    log_level: str = Field(default="INFO", validation_alias=_env("FAIRLANCE_LOG_LEVEL"))

    @property
    def sqlalchemy_url(self) -> str:
        """The database: a file in the data folder unless DATABASE_URL says otherwise. PostgreSQL is spoken to through psycopg."""
        if not self.database_url:
            return f"sqlite:///{self.data / 'fairlance.db'}"
        scheme, rest = self.database_url.split("://", 1)
        return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else self.database_url

    @property
    def is_sqlite(self) -> bool:
        return self.sqlalchemy_url.startswith("sqlite")
