//! Operations by which people see that nothing is lost, and decide what is theirs to decide.

mod answer;
mod book;
mod card;
mod card_picture;
mod carried;
mod desk;
mod disagreement;
mod draft;
mod duplicate;
mod eligibility;
mod export;
mod figure;
mod find;
mod frame;
mod lists;
mod organisation;
mod picture;
mod point;
mod practice;
mod review;
mod shared;
mod sharing;
mod target;
mod target_roll;
mod team;
mod told;
