"""What the platform's own rules make this adapter say; everything else is said by the core."""

from __future__ import annotations

CHOOSE = "What would you like to do?"
CHOOSE_ONE = "Choose one"
ANSWER_IN_WORDS = "Answer in words"
YOUR_ANSWER = "Your answer"
EMPTY = "–"  # Discord refuses an empty field
SENT_PRIVATELY = "I have written to you privately."
OPEN_YOUR_DIRECT_MESSAGES = (
    "{name}, I have an answer that is only for you, but I may not write to you. Please allow direct messages from "
    "members of this server (Privacy Settings), or use my slash commands here: their answers are seen by you alone."
)
MENTION_ME = (
    "I can only read messages that mention me. Please reply with the mention switched on, or write to me privately."
)
WENT_WRONG = "Something went wrong on my side (ref {ref}). Please try again, or type /help."
FILE_TOO_LARGE = "“{name}” ({size}) is larger than Discord lets me send here ({limit})."
FILE_MISSING = "“{name}” cannot be sent."
TOKEN_REFUSED = (
    "Discord refused the token. Reset it on the Bot page of your application, copy it, and set DISCORD_TOKEN."
)
NOT_REACHED = "Discord cannot be reached: {why}. Check the network and DISCORD_API_URL, then start again."
