//! The reference intake.

fn main() {}
