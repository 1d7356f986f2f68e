//! How others lost work, told again with ours: the real programs, real TCP, real files. Each story names whose
//! it is; where two things can happen in two orders, both are told.

mod acceptance;
mod addresses;
mod bad_line;
mod clocks;
mod copies;
mod courier;
mod damaged;
mod deciding;
#[path = "../day/door.rs"]
mod door;
mod hamlets;
mod held;
mod nth_request;
mod odd_words;
mod one_bad;
mod phone;
mod phones;
mod pictures;
mod restored;
mod same_batch;
mod sent_not_applied;
mod shared_office;
mod shared_phone;
mod staff;
mod street;
mod two_people;
