//! What `--json` prints on standard output, in the types of `tungnha-api`'s TypeScript.

/// The documents: the command's words, with an option that changes the document, and the type.
pub const DOCUMENTS: &[(&str, &str)] = &[
    ("enrol", "Status"),
    ("recover", "{ done: true }"),
    (
        "import",
        "ImportReport & { refused_rows: Array<RefusedCard>, flagged: Array<RefusedCard>, \
         counts: VneidCounts, hamlets: Array<ImportHamlet>, practice: boolean }",
    ),
    ("import --dry-run", "ImportPreview"),
    ("list", "PeoplePage"),
    ("visit", "Saved"),
    ("record", "Saved"),
    ("retract", "{ done: true }"),
    ("sync", "SyncStory"),
    ("sync --check", "CheckReport"),
    ("courier out", "Omit<Exported, \"bytes_base64\">"),
    ("courier in", "CourierTaken"),
    ("courier carry", "Omit<Exported, \"bytes_base64\">"),
    ("address", "{ done: true }"),
    ("devices", "Array<WaitingDevice>"),
    ("devices list", "Array<WaitingDevice>"),
    ("devices accept", "Array<WaitingDevice>"),
    ("devices refuse", "Array<WaitingDevice>"),
    ("held", "HeldPage"),
    ("held list", "HeldPage"),
    ("held admit", "HeldPage"),
    ("held reject", "HeldPage"),
    ("held reassign", "HeldPage"),
    ("review", "ReviewPage"),
    ("review list", "ReviewPage"),
    ("review confirm", "ReviewSaved"),
    ("review return", "ReviewSaved"),
    ("settle", "DisagreementPage"),
    ("settle list", "DisagreementPage"),
    ("settle ID", "SettleSaved"),
    (
        "export confirmation-list",
        "Omit<Exported, \"bytes_base64\">",
    ),
    (
        "status",
        "Status & { my_work: MyWork, hamlets: Array<HamletCard> }",
    ),
    ("verify", "Verified"),
];

/// The document of a command that was refused or failed.
pub const ERROR: &str = "{ error: ApiError }";
