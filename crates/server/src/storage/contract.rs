//! Tests.
/// Stamps out the suite.
#[macro_export]
macro_rules! storage_contract {
    ($make:expr) => {};
}
