//~ assertion in ready_on_the_first_poll
//! TODO: name this file after the mistake, say in a line what its author thought, and write a
//! believable whole answer that makes it. At least four such files, each with its own reason.

pub async fn {{kata}}() {
    todo!("write a wrong answer")
}
