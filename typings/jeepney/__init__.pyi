from collections.abc import Mapping
from enum import Enum
from typing import Any

class HeaderFields(Enum):
    member = 3

class MessageType(Enum):
    signal = 4

class Header:
    message_type: MessageType
    fields: Mapping[HeaderFields, str]

class Message:
    header: Header
    body: tuple[Any, ...]

class _MessageBus:
    def AddMatch(self, rule: str) -> Message: ...

message_bus: _MessageBus
