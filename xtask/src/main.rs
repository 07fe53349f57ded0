//! The commands of Portico.

fn main() {}
