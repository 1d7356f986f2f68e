//! How one value of a body stands in a field of a record.

use crate::birth::BirthDate;
use crate::id::{DeltaId, MemberId};
use crate::record::{Tag, Value};
use crate::time::{Day, Instant};

/// A record is well formed but does not say what its kind must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// A field that the kind cannot do without is absent.
    #[error("field {0} is missing")]
    Missing(Tag),
    /// The value is of another type or outside its range.
    #[error("field {0} is out of range")]
    Range(Tag),
}

/// A type that stands in one field. `None` from [`Field::put`] leaves the field out.
pub trait Field: Sized {
    /// The field's value, or nothing.
    fn put(&self) -> Option<Value>;
    /// Reads the field `tag`, which may be absent.
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError>;
}

impl<T: Field> Field for Option<T> {
    fn put(&self) -> Option<Value> {
        self.as_ref().and_then(Field::put)
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        value.map(|v| T::take(tag, Some(v))).transpose()
    }
}

impl Field for i64 {
    fn put(&self) -> Option<Value> {
        Some(Value::Int(*self))
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        match value {
            Some(Value::Int(n)) => Ok(*n),
            Some(_) => Err(BodyError::Range(tag)),
            None => Err(BodyError::Missing(tag)),
        }
    }
}

/// A type that is a number in a narrower range.
macro_rules! number {
    ($($type:ty: $put:expr, $take:expr;)+) => {$(
        impl Field for $type {
            fn put(&self) -> Option<Value> {
                let put: fn(&$type) -> i64 = $put;
                Some(Value::Int(put(self)))
            }
            fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
                let take: fn(i64) -> Option<$type> = $take;
                take(i64::take(tag, value)?).ok_or(BodyError::Range(tag))
            }
        }
    )+};
}

/// The words of the field travel as their codes.
macro_rules! words {
    ($($word:ident),+) => { number! {$(
        crate::words::$word: |w| i64::from(w.code()),
            |n| u8::try_from(n).ok().and_then(crate::words::$word::from_code);
    )+} };
}

/// False is left out: most flags of most deltas are.
impl Field for bool {
    fn put(&self) -> Option<Value> {
        self.then_some(Value::Int(1))
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        match value {
            None => Ok(false),
            Some(Value::Int(1)) => Ok(true),
            Some(_) => Err(BodyError::Range(tag)),
        }
    }
}

number! {
    u8: |n| i64::from(*n), |n| u8::try_from(n).ok();
    u16: |n| i64::from(*n), |n| u16::try_from(n).ok();
    u32: |n| i64::from(*n), |n| u32::try_from(n).ok();
    Instant: |t| t.0, |n| Some(Instant(n));
    Day: |d| i64::from(d.0), |n| i32::try_from(n).ok().map(Day);
    // yyyymmdd, zeros where the month or the day is not known.
    BirthDate: |b| i64::from(b.year()) * 10_000
            + i64::from(b.month().unwrap_or(0)) * 100
            + i64::from(b.day().unwrap_or(0)),
        birth_from_number;
}
words!(
    App,
    Stage,
    Source,
    Sex,
    ResidentState,
    ResidenceKind,
    Outcome,
    AbsenceReason,
    Agreement,
    Decision,
    Role,
    HamletKind,
    ObstacleReason,
    AppointmentPurpose,
    Eligibility,
    CoarseReason,
    IneligibleReason,
    Side,
    VenueKind,
    OrganisationKind,
    Group,
    Population,
    Attendance,
    AnswerState,
    Lesson,
    Finding,
    Task,
    Rounding,
    Denominator
);

fn birth_from_number(n: i64) -> Option<BirthDate> {
    let year = u16::try_from(n.checked_div(10_000)?).ok()?;
    let month = u8::try_from(n / 100 % 100).ok()?;
    let day = u8::try_from(n % 100).ok()?;
    BirthDate::new(
        year,
        (month != 0).then_some(month),
        (day != 0).then_some(day),
    )
}

impl Field for String {
    fn put(&self) -> Option<Value> {
        Some(Value::Text(self.clone()))
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        match value {
            Some(Value::Text(text)) => Ok(text.clone()),
            Some(_) => Err(BodyError::Range(tag)),
            None => Err(BodyError::Missing(tag)),
        }
    }
}

/// As text with hyphens, in lower case: a member is no delta, and no other value is as wide.
impl Field for MemberId {
    fn put(&self) -> Option<Value> {
        Some(Value::Text(self.0.hyphenated().to_string()))
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        let text = String::take(tag, value)?;
        match uuid::Uuid::try_parse(&text) {
            Ok(uuid) if uuid.hyphenated().to_string() == text => Ok(Self(uuid)),
            _ => Err(BodyError::Range(tag)),
        }
    }
}

impl Field for DeltaId {
    fn put(&self) -> Option<Value> {
        Some(Value::Id(*self))
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        match value {
            Some(Value::Id(id)) => Ok(*id),
            Some(_) => Err(BodyError::Range(tag)),
            None => Err(BodyError::Missing(tag)),
        }
    }
}

impl Field for Vec<DeltaId> {
    fn put(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Ids(self.clone()))
    }
    fn take(tag: Tag, value: Option<&Value>) -> Result<Self, BodyError> {
        match value {
            Some(Value::Ids(ids)) => Ok(ids.clone()),
            Some(_) => Err(BodyError::Range(tag)),
            None => Ok(Vec::new()),
        }
    }
}
