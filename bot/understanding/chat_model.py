"""Chat models as LangChain opens them: one call, and which of its many failures may pass."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.errors import TryLater, Unavailable

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage

PASSING = timedelta(seconds=1)  # wait after a failure that names no time of its own


def open_chat_model(model: str, *, api_key: str = "", base_url: str = "", timeout: float = 12.0) -> BaseChatModel:
    """A model by its LangChain name (`openai:gpt-5-mini`, `anthropic:…`). Only OpenAI's package comes with this project.

    Key and address are OpenAI's; other providers' packages read theirs from the environment.

    Raises:
        Unavailable: the provider's package or key is missing, or nobody knows this model.
    """
    from langchain.chat_models import init_chat_model  # a second to import, and only needed with a model
    from openai import OpenAIError

    own = {"api_key": api_key, "base_url": base_url} if model.startswith("openai:") or ":" not in model else {}
    given = {name: value for name, value in own.items() if value}
    settings: dict[str, Any] = {"temperature": 0.0, "max_retries": 0, "timeout": timeout, **given}
    try:
        chat: BaseChatModel = init_chat_model(model, **settings)
    except (ImportError, ValueError, OpenAIError) as error:
        raise Unavailable(f"the model {model} cannot be opened: {error}") from error
    return chat


async def call(
    chat: BaseChatModel,
    messages: Sequence[tuple[str, str]],
    tools: Sequence[dict[str, object]] = (),
    *,
    tokens: int = 700,
) -> AIMessage:
    """One question, answered by exactly one of `tools` where there are any, in at most `tokens` tokens.

    Raises:
        TryLater: busy, down or out of reach; asking again may help.
        Unavailable: no key, no such model, no quota, or an answer that is none.
    """
    from langchain_core.exceptions import LangChainException, ModelError
    from openai import OpenAIError

    bound = chat.bind_tools(tools, tool_choice="any") if tools else chat
    try:
        answer = await bound.ainvoke(list(messages), max_tokens=tokens)
    except ModelError as error:
        if error.is_retryable and not _out_of_quota(error):
            raise TryLater(f"the model's provider: {type(error).__name__}", _after(error)) from error
        raise Unavailable(f"the model's provider: {type(error).__name__}") from error
    except (LangChainException, OpenAIError, OSError) as error:
        raise Unavailable(f"the model: {type(error).__name__}") from error
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        # A web page or JSON of another shape where the answer should be: LangChain trips over it in all these ways.
        raise TryLater(f"the model's answer is none: {type(error).__name__}", timedelta(0)) from error
    return answer


def _out_of_quota(error: Exception) -> bool:
    """OpenAI says 429 for "slow down" and for "your money is gone" alike."""
    return getattr(error, "code", None) == "insufficient_quota" or "insufficient_quota" in str(error)


def _after(error: Exception) -> timedelta:
    """What the provider's Retry-After says, in seconds."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    stated = headers.get("retry-after", "")
    return timedelta(seconds=float(stated)) if stated.replace(".", "", 1).isdigit() else PASSING
