//! Operations by which people see that nothing is lost, and decide what is theirs to decide.

mod book;
mod card;
mod card_picture;
mod carried;
mod disagreement;
mod find;
mod picture;
mod practice;
mod shared;
mod sharing;
mod team;
mod told;
