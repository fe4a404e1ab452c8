/// Where the search for a group of fixed words begins. The build script fills the table by the same function.
fn fixed_slot(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    (mixed >> 16) as usize
}
