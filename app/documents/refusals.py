"""Why a file is not read at all. A trouble inside a readable file is a finding (findings.py), never one of these.

    RefusedFile
    ├── UnreadableFile        of no kind that is read, broken, or not text in a known encoding
    ├── EncryptedFile         opens with a password only
    ├── FileTooLarge          more bytes, rows, columns or characters than one annex can have, packed or unpacked
    └── ClassifiedDocument    a paragraph or cell is a marking of secrecy

Each carries one sentence for the person who sent the file.
"""

from typing import ClassVar

from app.kernel.words import Language, Words


class RefusedFile(Exception):
    slug: ClassVar[str]

    def __init__(self, detail: Words) -> None:
        super().__init__(detail.en)
        self.detail = detail

    def message(self, language: Language) -> str:
        return self.detail.in_(language)


class UnreadableFile(RefusedFile):
    slug = "unreadable-file"


class EncryptedFile(RefusedFile):
    slug = "encrypted-file"


class FileTooLarge(RefusedFile):
    slug = "file-too-large"


class ClassifiedDocument(RefusedFile):
    slug = "classified-document"
