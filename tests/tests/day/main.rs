//! A day of the campaign by the command line, against a real server process: the day that goes well,
//! and the days that do not.

mod cut;
mod dirty_list;
mod door;
mod held;
mod killed;
mod obstacles;
mod together;
mod well;
