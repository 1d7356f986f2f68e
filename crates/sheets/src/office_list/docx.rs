//! Papers as text documents to go on with (Office Open XML, ISO/IEC 29500). What people typed goes in as text of the
//! XML's own writer, so that nothing of it is markup, a field or a link.

mod list;
mod pack;
mod slips;
mod text;

pub(super) use list::list;
pub(super) use slips::slips;
