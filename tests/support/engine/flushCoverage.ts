// Preloaded into the pack's process where coverage is measured. The engine ends that process with a signal, and Node
// writes its coverage only on an exit of its own.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    process.exit();
  });
}
