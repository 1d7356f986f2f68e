//! Why a row was refused, flagged or skipped.

use serde::Serialize;

/// Why a row about a person was refused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// An id or a birth date without a name.
    NameMissing,
    /// A name without letters.
    NameUnreadable,
    /// Letters of VNI, of wrongly decoded text, or of TCVN3 mixed with others (`domain.md` 7.3
    /// case 6).
    OldEncoding,
    /// Neither a birth date nor an id that tells the year.
    BirthMissing,
    /// No shape of a date.
    BirthUnreadable,
    /// A day that the calendar lacks, or before 1880.
    BirthImpossible,
    /// After today.
    BirthInFuture,
    /// No sex, and no id that tells it.
    SexMissing,
    /// A sex that cannot be read, and no id that tells it.
    SexUnreadable,
    /// The spreadsheet ate digits of the id: E+10, or zeros that nothing proves.
    IdLostDigits,
    /// Neither twelve digits nor nine.
    IdWrongLength,
    /// Digits mixed with other things.
    IdUnreadable,
    /// Nothing is wrong with it: somebody who looked at a doubtful row left it out.
    LeftOut,
    /// Nothing is wrong with it: another row says the same person.
    Again,
    /// A list of ids names somebody whom the book does not have.
    IdUnknown,
}

/// What was noticed in an accepted row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagReason {
    /// The id lost its first zeros in a number cell; birth and sex prove the repair.
    IdPadded,
    /// Letters O or l in the id were read as digits.
    IdRepaired,
    /// Nine digits where the id should stand: an old CMND.
    LegacyId,
    /// The id says another birth year.
    IdBirthMismatch,
    /// The id says the other sex.
    IdSexMismatch,
    /// The id begins with a code that no province has, among real ones.
    UnissuedProvince,
    /// An id that may be real, among practice ids.
    RealIdAmongPractice,
    /// The id stands in an earlier row too.
    DuplicateId,
    /// Name and birth date stand in an earlier row too, and the ids do not tell the two apart.
    SameNameAndBirth,
    /// Month and day were swapped.
    BirthSwapped,
    /// A two-digit year whose century nothing proves.
    BirthTwoDigitYear,
    /// 01/01 in a sheet where suspiciously many were born on that day.
    BirthPlaceholder,
    /// A lost zero or a letter in the birth date.
    BirthRepaired,
    /// No birth date given; the year is the id's.
    BirthFromId,
    /// No readable sex given; it is the id's.
    SexFromId,
    /// Look-alike letters in the name were replaced.
    NameLettersReplaced,
    /// The name was in TCVN3 and was turned into Unicode; the text is as stored.
    OldFontConverted,
    /// Signs or letters that no name here has, such as = or ï; the name is kept as written.
    NameWithSigns,
    /// Digits in the phone cell that are no number.
    PhoneUnread,
    /// A residence state that was not understood.
    ResidenceUnread,
    /// Dead, moved or a residence kind was taken from the note.
    StateFromNote,
    /// An account state that was not understood.
    VneidUnread,
    /// A day of approval that was not understood.
    ApprovedOnUnread,
    /// The row is hidden in the spreadsheet: filtered away, or struck off by somebody.
    RowHidden,
    /// The spreadsheet had made a date of a house number such as 5/12.
    HouseWasDate,
}

/// What a row about nobody was taken for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// On a hidden sheet.
    HiddenSheet,
    /// On a sheet without a list of residents.
    NoTable,
    /// Above the table.
    Title,
    /// A row of the header.
    Header,
    /// The header again, as on every printed page.
    RepeatedHeader,
    /// (1) (2) (3) …
    ColumnNumbers,
    /// The name of a hamlet; it holds for the rows below.
    HamletHeading,
    /// A lane or another heading, or a remark: too little for a person.
    OtherText,
    /// cộng, tổng
    Total,
    /// NGƯỜI LẬP BIỂU, TRƯỞNG CÔNG AN XÃ, and what stands below.
    Signature,
    /// Nothing but a row number.
    OnlyRowNumber,
}
