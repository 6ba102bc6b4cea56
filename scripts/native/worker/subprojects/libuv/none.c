// The worker's build links whole static archives; the system's libraries come as dependencies, so this archive is empty.
typedef int none;
