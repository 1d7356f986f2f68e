//! The contract of the three programs (`docs/cli.md`): documents, exit codes, refusals, help.

mod desk_documents;
mod device_documents;
mod golden;
mod recovery;
mod refusals;
mod safety_documents;
mod usage;
mod waiting_documents;
