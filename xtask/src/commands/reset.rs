//! `cargo xtask reset`: the stub again, after a backup.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use super::remember;
use dojo::course::{Course, Kata};
use dojo::digest;
use dojo::files;
use dojo::shipped;
use dojo::{Error, Op};
use lang::text;
use shell::term::Out;

pub fn run(course: &Course, kata: &str, out: &Out) -> Result<ExitCode, Error> {
    let kata = course.kata(kata)?;
    let file = kata.exercise();
    let short = kata.short(&file);
    if file.is_dir() {
        return Err(Error::Asked(text!(
            "`{short}` is a folder; move it away, and run the command again",
            "`{short}` はフォルダーです。別の場所に移してから、もう一度実行してください",
        )));
    }
    let answer = files::read_if_there(&file)?;
    if let Some(answer) = &answer
        && digest::text_blob_id(answer) == kata.stub
    {
        let said = text!(
            "`{short}` is the stub already; nothing was changed\n",
            "`{short}` はすでにスタブのままです。何も変更していません\n",
        );
        out.print(&said.into_lang(out.view.lang))?;
        return Ok(ExitCode::SUCCESS);
    }
    // Found before anything is touched, so that a checkout without git loses nothing.
    let stub = shipped(course, kata)?;
    let backup = match &answer {
        Some(answer) => Some(keep(course, kata, answer)?),
        None => None,
    };
    files::replace(&file, &stub)?;
    remember(course, out, |progress| progress.forget(&kata.id));
    let said = match backup {
        Some(backup) => {
            let backup = kata.short(&backup);
            text!(
                "`{short}` is the stub again; your file is kept as `{backup}`\n",
                "`{short}` をスタブに戻しました。元のファイルは `{backup}` に残してあります\n",
            )
        }
        None => text!(
            "`{short}` was missing, and is the stub again\n",
            "`{short}` がなかったため、スタブを置き直しました\n",
        ),
    };
    out.print(&said.into_lang(out.view.lang))?;
    Ok(ExitCode::SUCCESS)
}

fn shipped(course: &Course, kata: &Kata) -> Result<Vec<u8>, Error> {
    shipped::stub(&course.root, kata).map_err(|cause| {
        let (id, file) = (&kata.stub, kata.short(&kata.exercise()));
        Error::Machine(text!(
            "git cannot give the stub of `{file}` (blob {id}): {cause}; nothing was changed, and a fresh copy of the course has the file",
            "`{file}` のスタブ（blob {id}）を git から取り出せません: {cause}。何も変更していません。このファイルは教材を取得し直せば手に入ります",
        ))
    })
}

/// Writes a backup under the next free number.
fn keep(course: &Course, kata: &Kata, answer: &[u8]) -> Result<PathBuf, Error> {
    let folder = course.root.join(".dojo-backup").join(&kata.section);
    let mut number = 1;
    loop {
        let path = folder.join(format!("{}.{number}.rs", kata.id));
        match files::create(&path, answer) {
            Ok(()) => return Ok(path),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && path.exists() => number += 1,
            Err(e) => return Err(Error::io(Op::Write, &path, e)),
        }
    }
}

#[cfg(test)]
mod tests;
