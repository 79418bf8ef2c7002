"""The errors that Musnad raises on purpose.

MusnadError                 everything below; what a caller catches
├── InputError              an input cannot be read; names the input
│   ├── UnreadableError     missing, not a file, or not to be opened
│   ├── NotTextError        bytes that are no text in a charset that is read here
│   ├── BadRecordError      a JSON input that is no record, or lacks its text
│   └── QuarantinedError    took too much time or memory, or killed the process that read it
├── LexiconError            a table is faulty; names file, line and column
├── AnnotationError         annotated pages are faulty; names file and line
├── UsageError              options that contradict each other or have no meaning
├── ConflictError           somebody else has decided about the same thing in between
├── NotFoundError           something asked for by name is not there
└── StoreError              a project's store cannot be used; says what to do
    ├── NoProjectError      the folder is no project
    ├── NewerStoreError     made by a newer version of the program
    ├── OutdatedStoreError  made by an older version, and not brought up to date yet
    ├── LockedError         another program held the database for too long
    ├── ReadOnlyError       the folder or the database may not be written
    ├── FullError           no space is left on the disk, or a limit of size is reached
    └── DamagedError        what is stored is broken, or something of it is lost
"""


class MusnadError(Exception):
    """The root: its text says what happened, to which input, and what to do."""


class InputError(MusnadError):
    """An input cannot be read; the others are not touched by it.

    Attributes:
        source: the path, URL or line that failed, as it was given.
    """

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        return type(self), (self.source, self.message)


class UnreadableError(InputError):
    """The input is missing, is not a file, or may not be opened."""


class NotTextError(InputError):
    """The bytes are no text: binary, or in a charset that is not read here."""


class BadRecordError(InputError):
    """A JSON input is broken, is no object, or lacks the text."""


class QuarantinedError(InputError):
    """The input exceeded a limit of time or memory, or the process that read it died of it."""


class LexiconError(MusnadError):
    """A table cannot be used: the message names file, line, column and fault."""


class AnnotationError(MusnadError):
    """Annotated pages cannot be used: the message names file, line and fault."""


class UsageError(MusnadError):
    """The options given contradict each other or have no meaning."""


class ConflictError(MusnadError):
    """Somebody else has decided about the same thing since it was looked at; nothing was logged.

    Attributes:
        decisions: the numbers of these decisions.
    """

    def __init__(self, message: str, decisions: tuple[int, ...] = ()) -> None:
        super().__init__(message)
        self.decisions = decisions


class NotFoundError(MusnadError):
    """Something that was asked for by its name or number does not exist."""


class StoreError(MusnadError):
    """A project's store cannot be used."""


class NoProjectError(StoreError):
    """The folder is no project, or its settings cannot be read."""


class NewerStoreError(StoreError):
    """The store was made by a newer version of the program; nothing of it was touched."""


class OutdatedStoreError(StoreError):
    """The store was made by an older version of the program and has to be brought up to date first."""


class LockedError(StoreError):
    """Another program held the database for longer than the project's settings allow to wait."""


class ReadOnlyError(StoreError):
    """The folder or the database may not be written."""


class FullError(StoreError):
    """There is no space left; what was begun is undone, what was there before is whole."""


class DamagedError(StoreError):
    """What is stored is broken, or something of it is lost; `musnad doctor` says what."""
