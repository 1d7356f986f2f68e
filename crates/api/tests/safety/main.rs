//! Operations by which people see that nothing is lost, and decide what is theirs to decide.

mod book;
mod card;
mod card_picture;
mod carried;
mod disagreement;
mod draft;
mod eligibility;
mod find;
mod frame;
mod lists;
mod picture;
mod point;
mod practice;
mod shared;
mod sharing;
mod team;
mod told;
