#![doc = include_str!("../../../exercises/{{section}}/README.md")]
