//! Operations by which people see that nothing is lost, and decide what is theirs to decide.

mod book;
mod carried;
mod disagreement;
mod told;
