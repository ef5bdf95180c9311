//! Frames and their bytes; a reader, and a loop, at the other end of a wire.

pub mod largest;
pub mod reading;
pub mod serving;

pub fn frames_of(frames: &[&[u8]]) -> Vec<Vec<u8>> {
    frames.iter().map(|frame| frame.to_vec()).collect()
}

/// The frames as they stand on the stream.
pub fn bytes_of(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for frame in frames {
        let length = u32::try_from(frame.len()).expect("no test has such a frame");
        bytes.extend(length.to_be_bytes());
        bytes.extend(frame);
    }
    bytes
}
