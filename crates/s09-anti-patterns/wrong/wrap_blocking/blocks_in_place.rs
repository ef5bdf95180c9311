//~ panic in runtime_stays_free_while_files_are_read
//! "`block_in_place` is for blocking calls." It hands the other tasks to another worker, and this runtime has
//! only one.

use std::io;

use s09_anti_patterns::files::Files;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let _ = limit;
    let read = |name: &String| tokio::task::block_in_place(|| files.read(name));
    names.iter().map(read).collect()
}
